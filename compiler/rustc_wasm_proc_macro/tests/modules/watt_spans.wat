;; Each token of the input has a span of its own, and keeps it if it is sent back.
;; RUN
(module
  (import "watt-0.4" "token_stream_serialize" (func $serialize (param i32) (result i32)))
  (import "watt-0.4" "token_stream_deserialize" (func $deserialize (param i32 i32) (result i32)))
  (import "watt-0.4" "bytes_len" (func $bytes_len (param i32) (result i32)))
  (import "watt-0.4" "bytes_read" (func $bytes_read (param i32 i32)))
  (memory (export "memory") 1)
  ;; The bytes are the same in both directions, as long as there is no group.
  (func (export "run") (param i32) (result i32)
    (local $bytes i32)
    (local.set $bytes (call $serialize (local.get 0)))
    (call $bytes_read (local.get $bytes) (i32.const 0))
    (call $deserialize (i32.const 0) (call $bytes_len (local.get $bytes))))
  ;; The module's own value of a stream is its handle.
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "bang:run:run\n"))
