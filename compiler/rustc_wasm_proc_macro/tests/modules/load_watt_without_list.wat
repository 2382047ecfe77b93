;; A module for watt that lists no macros is refused, with the functions that may be macros.
;; FAIL
(module
  (import "watt-0.5" "token_stream_serialize" (func (param i32) (result i32)))
  (memory (export "memory") 1)
  ;; The module's own value of a stream is its handle.
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  (func (export "derive_it") (param i32) (result i32)
    (local.get 0))
  (func (export "wrap\1b[31m") (param i32 i32) (result i32)
    (local.get 1))
  ;; None of these can be one.
  (func (export "start"))
  (func (export "long") (param i64) (result i32)
    (i32.const 0))
  (func (export "three") (param i32 i32 i32) (result i32)
    (i32.const 0)))
