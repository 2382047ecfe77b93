;; A function that does not return what it says cannot be run.
;; RUN
(module
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (i64.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
