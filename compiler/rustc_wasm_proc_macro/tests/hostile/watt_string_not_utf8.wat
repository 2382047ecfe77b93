;; Makes a string of what is not text.
;; CALL: the module made an invalid `string_new` request: text that is not UTF-8, at byte 1
(module
  (import "watt-0.5" "string_new" (func $string_new (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "a\ff")
  (func $run (export "run") (param i32) (result i32)
    (call $string_new (i32.const 0) (i32.const 2)))
  ;; The module's own value of a stream is its handle.
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "crate:hostile:2024\nbang:run:run\nbang:after:after\n"))
