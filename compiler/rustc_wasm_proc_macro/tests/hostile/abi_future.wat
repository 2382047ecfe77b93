;; Was built for another compiler.
;; LOAD: the module was built for version 99 of the `wasm_proc_macro` ABI
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:99\nbang:run:run\n"))
