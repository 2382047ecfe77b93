;; Imports what a browser has.
;; LOAD: the module imports `__wbindgen_throw` from `__wbindgen_placeholder__`
(module
  (import "__wbindgen_placeholder__" "__wbindgen_throw" (func))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
