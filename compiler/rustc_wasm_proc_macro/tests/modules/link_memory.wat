;; A module brings its own memory.
;; FAIL
(module
  (import "wasm_proc_macro" "memory" (memory 1))
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
