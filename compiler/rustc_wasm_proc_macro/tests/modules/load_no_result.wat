;; A function returns a number.
;; FAIL
(module
  (func (export "run") (param i32 i32 i32 i32))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
