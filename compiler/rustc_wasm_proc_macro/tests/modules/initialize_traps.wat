;; A module whose `_initialize` traps cannot be run.
;; RUN
(module
  (memory (export "memory") 1)
  (func (export "_initialize")
    unreachable)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
