;; The module exports the functions of its macros.
;; FAIL
(module
  (func (export "walk") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
