;; Has the compiler parse parentheses, 1001 deep.
;; CALL: the module made an invalid `ts_from_str` request: groups of tokens nested more than 1000 deep, in `run`
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (i32.store8 (i32.const 0) (i32.const 9))
    (i32.store (i32.const 1) (i32.const 1001))
    (memory.fill (i32.const 5) (i32.const 0x28) (i32.const 1001))
    (drop (call $call (i32.const 0) (i32.const 1006) (i32.const 2048) (i32.const 1024)))
    (i32.const 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
