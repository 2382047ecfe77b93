;; Has the text of a long literal made until the memory of the compiler is full.
;; CALL: the limit `output` of 1M bytes is reached
;; LIMITS: output=1M
(module
  (import "watt-0.5" "token_stream_serialize" (func $serialize (param i32) (result i32)))
  (import "watt-0.5" "token_stream_parse" (func $parse (param i32 i32) (result i32)))
  (import "watt-0.5" "literal_to_string" (func $literal_to_string (param i32) (result i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32) (result i32)
    (memory.fill (i32.const 0) (i32.const 0x31) (i32.const 60000))
    (drop (call $serialize (call $parse (i32.const 0) (i32.const 60000))))
    (loop
      (drop (call $literal_to_string (i32.const 0)))
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
