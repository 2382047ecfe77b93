;; A trap without a panic is reported as a trap.
;; RUN
(module
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    unreachable)
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
