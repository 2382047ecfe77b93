;; The size of a list of vectors does not overflow, which makes it an invalid argument.
;; RUN
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    ;; `inval` is 28.
    (if (i32.ne
          (call $fd_write (i32.const 1) (i32.const 0) (i32.const 0x20000000) (i32.const 256))
          (i32.const 28))
      (then unreachable))
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
