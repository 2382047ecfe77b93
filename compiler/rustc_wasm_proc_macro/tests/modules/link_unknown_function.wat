;; A function that the ABI does not have cannot be linked.
;; FAIL
(module
  (import "wasm_proc_macro" "compile" (func))
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
