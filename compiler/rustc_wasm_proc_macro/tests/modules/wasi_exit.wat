;; A module that exits is at fault, even if it says that all is well.
;; RUN
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
  (memory (export "memory") 1)
  (func (export "three") (param i32 i32 i32 i32) (result i32)
    (call $proc_exit (i32.const 3))
    (local.get 3))
  (func (export "zero") (param i32 i32 i32 i32) (result i32)
    (call $proc_exit (i32.const 0))
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:three:three\nbang:zero:zero\n"))
