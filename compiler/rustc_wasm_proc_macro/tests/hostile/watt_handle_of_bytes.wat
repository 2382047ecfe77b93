;; Asks for bytes that it was never given.
;; CALL: the module made an invalid `bytes_read` request: handle 0 does not stand for a byte string, or does so no longer
(module
  (import "watt-0.5" "bytes_read" (func $bytes_read (param i32 i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32) (result i32)
    (call $bytes_read (i32.const 0) (i32.const 0))
    (i32.const 0))
  ;; The module's own value of a stream is its handle.
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "crate:hostile:2024\nbang:run:run\nbang:after:after\n"))
