;; A function returns one number.
;; FAIL
(module
  (func (export "run") (param i32 i32 i32 i32) (result i32 i32)
    (i32.const 0) (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
