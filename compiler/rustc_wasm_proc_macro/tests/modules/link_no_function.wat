;; A function of the ABI is not a global.
;; RUN
(module
  (import "wasm_proc_macro" "call" (global i32))
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
