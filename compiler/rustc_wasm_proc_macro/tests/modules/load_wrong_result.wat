;; The number a function returns has 32 bits.
;; FAIL
(module
  (func (export "run") (param i32 i32 i32 i32) (result i64)
    (i64.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
