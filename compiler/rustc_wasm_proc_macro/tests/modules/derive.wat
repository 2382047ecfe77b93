;; A derive macro has one input, and its helper attributes do not matter to it.
;; RUN
(module
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nderive:Trait:run:helper,other\n"))
