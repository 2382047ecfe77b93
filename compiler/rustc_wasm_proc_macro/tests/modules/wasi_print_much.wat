;; A single write takes 64 KiB at most, and says so.
;; RUN
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (i32.store (i32.const 4) (i32.const 65536))
    (i32.store (i32.const 12) (i32.const 65536))
    (i32.store8 (i32.const 64) (i32.const 10))
    (if (call $fd_write (i32.const 1) (i32.const 0) (i32.const 2) (i32.const 256))
      (then unreachable))
    (if (i32.ne (i32.load (i32.const 256)) (i32.const 65536)) (then unreachable))
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
