;; `$crate` is the one identifier that is not a word.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; `ts_from_token_tree` of the identifier `$crate`.
  (data (i32.const 0) "\0b\02\06\00\00\00\24\63\72\61\74\65\00\01\00\00\00")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (drop (call $call (i32.const 0) (i32.const 17) (i32.const 256) (i32.const 64)))
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
