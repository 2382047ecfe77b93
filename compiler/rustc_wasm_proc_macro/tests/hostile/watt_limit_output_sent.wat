;; Sends more than it may, though nothing comes of it.
;; CALL: the limit `output` of 1M bytes is reached
;; LIMITS: output=1M
(module
  (import "watt-0.5" "token_stream_parse" (func $parse (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "(")
  (func $run (export "run") (param i32) (result i32)
    (loop
      (drop (call $parse (i32.const 0) (i32.const 60000)))
      (br 0))
    unreachable)
  ;; The module's own value of a stream is its handle.
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "crate:hostile:2024\nbang:run:run\nbang:after:after\n"))
