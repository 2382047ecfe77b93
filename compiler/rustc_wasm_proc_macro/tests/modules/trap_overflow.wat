;; A division whose result is too large traps.
;; RUN
(module
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (i32.div_s (i32.const 0x80000000) (i32.const -1)))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
