;; Has the compiler call a function that it imports before anything else.
;; CALL: the module cannot be run: `_initialize` failed: a call of `throw` outside of an expansion
;; AFTER: fails
(module
  (import "wasm_proc_macro" "throw" (func $throw))
  (export "_initialize" (func $throw))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
