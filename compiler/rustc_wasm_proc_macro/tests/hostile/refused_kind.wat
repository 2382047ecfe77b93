;; Says that it was refused something that there is not.
;; CALL: the module trapped: there is nothing of kind 6 to be refused
(module
  (import "wasm_proc_macro" "refused" (func $refused (param i32 i32 i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (call $refused (i32.const 6) (i32.const 0) (i32.const 0))
    (i32.const 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:3\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
