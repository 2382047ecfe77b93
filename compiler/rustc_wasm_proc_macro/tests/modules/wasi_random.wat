;; Random numbers are the same in every run, and not all zeros.
;; RUN
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (drop (call $random_get (i32.const 0) (i32.const 20)))
    (call $print (i32.const 0) (i32.const 20))
    (i32.const 0))
  ;; Prints `len` bytes from `ptr`.
  (func $print (param $ptr i32) (param $len i32)
    (i32.store (i32.const 1024) (local.get $ptr))
    (i32.store (i32.const 1028) (local.get $len))
    (drop (call $fd_write (i32.const 1) (i32.const 1024) (i32.const 1) (i32.const 1032))))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
