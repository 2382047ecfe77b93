;; A module for watt that lists no macros, and has no function that may be one.
;; FAIL
(module
  (import "watt-0.5" "token_stream_serialize" (func (param i32) (result i32)))
  ;; The module's own value of a stream is its handle.
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0)))
