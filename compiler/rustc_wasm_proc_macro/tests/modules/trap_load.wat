;; A load from outside of the memory traps.
;; RUN
(module
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (i32.load (i32.const 65533)))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
