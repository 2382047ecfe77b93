;; Asks for a variable whose name is not in its memory.
;; CALL: the module trapped: out of bounds memory access
(module
  (import "wasm_proc_macro" "env_var" (func $env_var (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (call $env_var (i32.const -1) (i32.const 14) (i32.const 0) (i32.const 64)))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:3\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
