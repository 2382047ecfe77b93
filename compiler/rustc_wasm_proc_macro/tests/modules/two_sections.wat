;; Several macro lists are read as one, though the first has no line break at its end.
;; RUN
(module
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:first:run")
  (@custom ".rustc_proc_macro_decls" "bang:second:run"))
