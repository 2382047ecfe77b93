;; `ts_from_str` parses source text. The reply holds the handle behind two bytes 0.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\09\0a\00\00\00struct S ;")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (drop (call $call (i32.const 0) (i32.const 15) (i32.const 256) (i32.const 64)))
    (i32.load (i32.const 258)))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
