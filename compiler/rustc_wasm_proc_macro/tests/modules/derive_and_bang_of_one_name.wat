;; Derive macros and others do not share a name space.
;; RUN
(module
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:1\nderive:run:run\nbang:run:run\n"))
