;; The numbers a function takes have 32 bits.
;; FAIL
(module
  (func (export "run") (param i32 i32 i32 i64) (result i32)
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
