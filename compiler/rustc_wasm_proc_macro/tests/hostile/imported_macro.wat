;; Lists a function as a macro that it imports.
;; LOAD: the function `run` of the macro `run` is imported by the module, which must have one of its own
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (export "run" (func $call))
  (memory (export "memory") 1)
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
