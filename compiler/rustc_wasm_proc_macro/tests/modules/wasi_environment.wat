;; There are no arguments, the variables that the host shows, no input, one open directory, and no time passes.
;; RUN
(module
  (import "wasi_snapshot_preview1" "args_sizes_get"
    (func $args_sizes_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get" (func $args_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_sizes_get"
    (func $environ_sizes_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_get" (func $environ_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_prestat_get"
    (func $fd_prestat_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get"
    (func $clock_time_get (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_res_get"
    (func $clock_res_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_get"
    (func $fd_fdstat_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; Sizes of arguments and variables, number of bytes read, time and its resolution, and the first
  ;; bytes of the state of stdout and of descriptor 4.
  (data (i32.const 0) "aaaaAAAA" "eeeeEEEE" "read" "timetime" "res.res." "stat" "stat")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (call $expect (call $args_sizes_get (i32.const 0) (i32.const 4)) (i32.const 0))
    (call $expect (call $args_get (i32.const 2048) (i32.const 2048)) (i32.const 0))
    (call $expect (call $environ_sizes_get (i32.const 8) (i32.const 12)) (i32.const 0))
    (call $expect (call $environ_get (i32.const 2048) (i32.const 3000)) (i32.const 0))
    (call $expect (i32.load (i32.const 2048)) (i32.const 3000))
    (call $expect (i32.load (i32.const 2052)) (i32.const 3023))
    (call $print (i32.const 3000) (i32.const 47))
    (call $expect
      (call $fd_read (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 16)) (i32.const 0))
    (call $expect
      (call $fd_read (i32.const 4) (i32.const 0) (i32.const 0) (i32.const 16)) (i32.const 8))
    (call $expect
      (call $clock_time_get (i32.const 0) (i64.const 0) (i32.const 20)) (i32.const 0))
    (call $expect (call $clock_res_get (i32.const 0) (i32.const 28)) (i32.const 0))
    (call $expect (call $fd_fdstat_get (i32.const 1) (i32.const 2048)) (i32.const 0))
    (i32.store (i32.const 36) (i32.load (i32.const 2048)))
    (call $expect (call $fd_fdstat_get (i32.const 4) (i32.const 40)) (i32.const 8))
    (call $expect (call $fd_prestat_get (i32.const 3) (i32.const 2048)) (i32.const 0))
    (call $expect (i32.load (i32.const 2052)) (i32.const 1))
    (call $expect (call $fd_prestat_get (i32.const 4) (i32.const 2048)) (i32.const 8))
    (call $print (i32.const 0) (i32.const 44))
    (i32.const 0))
  (func $expect (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  ;; Prints `len` bytes from `ptr`.
  (func $print (param $ptr i32) (param $len i32)
    (i32.store (i32.const 1024) (local.get $ptr))
    (i32.store (i32.const 1028) (local.get $len))
    (drop (call $fd_write (i32.const 1) (i32.const 1024) (i32.const 1) (i32.const 1032))))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
