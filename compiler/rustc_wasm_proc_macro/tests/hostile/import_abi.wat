;; Imports a function that the ABI does not have.
;; LOAD: the module imports `compile` from `wasm_proc_macro`
(module
  (import "wasm_proc_macro" "compile" (func))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
