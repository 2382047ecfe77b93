;; Returns what stands for text that was not parsed.
;; CALL: the module returned an invalid result: handle 4294967295 does not stand for a token stream, or does so no longer
(module
  (import "watt-0.5" "token_stream_parse" (func $parse (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "(")
  (func $run (export "run") (param i32) (result i32)
    (call $parse (i32.const 0) (i32.const 1)))
  ;; The module's own value of a stream is its handle.
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "crate:hostile:2024\nbang:run:run\nbang:after:after\n"))
