;; Ends a string with a backslash, which would hide its end.
;; CALL: the module made an invalid `ts_from_token_tree` request: text that is not a valid string literal, at byte
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\0b\03\04\01\00\00\00\5c\01\02\00\00\00")
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (drop (call $call (i32.const 0) (i32.const 13) (i32.const 1024) (i32.const 1024)))
    (i32.const 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
