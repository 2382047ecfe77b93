;; A division by zero traps.
;; RUN
(module
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (i32.div_u (local.get 3) (i32.const 0)))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
