;; What WASI cannot do for a macro is told: to change something at a path, sockets, the time and waiting.
;; RUN
(module
  (import "wasi_snapshot_preview1" "path_create_directory"
    (func $path_create_directory (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_filestat_set_times"
    (func $path_filestat_set_times (param i32 i32 i32 i32 i64 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_symlink"
    (func $path_symlink (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_rename"
    (func $path_rename (param i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_link"
    (func $path_link (param i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "sock_accept"
    (func $sock_accept (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get"
    (func $clock_time_get (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "poll_oneoff"
    (func $poll_oneoff (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "old/one")
  (data (i32.const 16) "new/other")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (call $expect
      (call $path_create_directory (i32.const 3) (i32.const 16) (i32.const 9)) (i32.const 69))
    (call $expect
      (call $path_filestat_set_times (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 7)
        (i64.const 0) (i64.const 0) (i32.const 0)) (i32.const 69))
    ;; Of two paths, the one that would be new.
    (call $expect
      (call $path_symlink (i32.const 0) (i32.const 7) (i32.const 3) (i32.const 16) (i32.const 9))
      (i32.const 69))
    (call $expect
      (call $path_rename (i32.const 3) (i32.const 0) (i32.const 7) (i32.const 3) (i32.const 16)
        (i32.const 9)) (i32.const 69))
    (call $expect
      (call $path_link (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 7) (i32.const 3)
        (i32.const 16) (i32.const 9)) (i32.const 69))
    ;; `badf` and `notsup`.
    (call $expect
      (call $path_symlink (i32.const 0) (i32.const 7) (i32.const 4) (i32.const 16) (i32.const 9))
      (i32.const 8))
    (call $expect (call $sock_accept (i32.const 3) (i32.const 0) (i32.const 64)) (i32.const 58))
    (call $expect
      (call $poll_oneoff (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 64)) (i32.const 58))
    (i64.store (i32.const 64) (i64.const -1))
    (call $expect
      (call $clock_time_get (i32.const 0) (i64.const 0) (i32.const 64)) (i32.const 0))
    (if (i64.ne (i64.load (i32.const 64)) (i64.const 0)) (then unreachable))
    (i32.const 0))
  (func $expect (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (@custom ".rustc_proc_macro_decls" "abi:3\nbang:run:run\n"))
