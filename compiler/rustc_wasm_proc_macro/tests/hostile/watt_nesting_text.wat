;; Has text parsed in which groups nest too deeply.
;; CALL: the module made an invalid `token_stream_parse` request: groups of tokens nested more than 1000 deep
(module
  (import "watt-0.5" "token_stream_parse" (func $parse (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32) (result i32)
    (memory.fill (i32.const 0) (i32.const 0x5b) (i32.const 2000))
    (memory.fill (i32.const 2000) (i32.const 0x5d) (i32.const 2000))
    (call $parse (i32.const 0) (i32.const 4000)))
  ;; The module's own value of a stream is its handle.
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "crate:hostile:2024\nbang:run:run\nbang:after:after\n"))
