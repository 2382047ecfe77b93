;; Files and directories that the host shows are opened, read and listed, and nothing else is, wherever `..` leads.
;; RUN
(module
  (import "wasi_snapshot_preview1" "path_open"
    (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_filestat_get"
    (func $path_filestat_get (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_unlink_file"
    (func $path_unlink_file (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_pread"
    (func $fd_pread (param i32 i32 i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_seek" (func $fd_seek (param i32 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_tell" (func $fd_tell (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_readdir"
    (func $fd_readdir (param i32 i32 i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_filestat_get"
    (func $fd_filestat_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close" (func $fd_close (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "pkg/./a.txt")              ;; 11
  (data (i32.const 16) "pkg/../etc/passwd")       ;; 17
  (data (i32.const 40) "pkg/../../../../etc")     ;; 19
  (data (i32.const 64) "pkg/dir/../dir")          ;; 14
  (data (i32.const 80) "yy")                      ;; 2
  (data (i32.const 84) "../../../pkg/none")       ;; 17
  (data (i32.const 104) "/pkg/a.txt")             ;; 10
  (data (i32.const 116) "work")                   ;; 4
  ;; A vector of 64 bytes at 256.
  (data (i32.const 128) "\00\01\00\00\40\00\00\00")
  (func $open (param $fd i32) (param $ptr i32) (param $len i32) (result i32)
    (call $path_open (local.get $fd) (i32.const 1) (local.get $ptr) (local.get $len) (i32.const 0)
      (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 140)))
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (call $expect (call $open (i32.const 3) (i32.const 0) (i32.const 11)) (i32.const 0))
    (call $expect (i32.load (i32.const 140)) (i32.const 4))
    (call $expect
      (call $fd_read (i32.const 4) (i32.const 128) (i32.const 1) (i32.const 144)) (i32.const 0))
    (call $print (i32.const 256) (i32.load (i32.const 144)))
    ;; Then it is at its end.
    (call $expect (call $fd_tell (i32.const 4) (i32.const 144)) (i32.const 0))
    (call $expect (i32.load (i32.const 144)) (i32.const 9))
    (call $expect
      (call $fd_read (i32.const 4) (i32.const 128) (i32.const 1) (i32.const 144)) (i32.const 0))
    (call $expect (i32.load (i32.const 144)) (i32.const 0))
    (call $expect
      (call $fd_seek (i32.const 4) (i64.const -1) (i32.const 2) (i32.const 144)) (i32.const 0))
    (call $expect (i32.load (i32.const 144)) (i32.const 8))
    (call $expect
      (call $fd_seek (i32.const 4) (i64.const -1) (i32.const 0) (i32.const 144)) (i32.const 28))
    (call $expect
      (call $fd_seek (i32.const 4) (i64.const 0x7fffffffffffffff) (i32.const 2) (i32.const 144))
      (i32.const 28))
    (call $expect
      (call $fd_pread (i32.const 4) (i32.const 128) (i32.const 1) (i64.const 5) (i32.const 144))
      (i32.const 0))
    (call $print (i32.const 256) (i32.load (i32.const 144)))
    (call $expect
      (call $fd_pread (i32.const 4) (i32.const 128) (i32.const 1) (i64.const -1) (i32.const 144))
      (i32.const 0))
    (call $expect (i32.load (i32.const 144)) (i32.const 0))
    (call $expect (call $fd_filestat_get (i32.const 4) (i32.const 512)) (i32.const 0))
    (call $print (i32.const 528) (i32.const 48))
    ;; Out of what is shown.
    (call $expect (call $open (i32.const 3) (i32.const 16) (i32.const 17)) (i32.const 76))
    (call $expect (call $open (i32.const 3) (i32.const 40) (i32.const 19)) (i32.const 76))
    ;; A directory, what is in it, and back to the root.
    (call $expect (call $open (i32.const 3) (i32.const 64) (i32.const 14)) (i32.const 0))
    (call $expect (i32.load (i32.const 140)) (i32.const 5))
    (call $expect
      (call $fd_readdir (i32.const 5) (i32.const 512) (i32.const 100) (i64.const 0) (i32.const 144))
      (i32.const 0))
    (call $print (i32.const 512) (i32.load (i32.const 144)))
    ;; From the second entry on, cut short.
    (call $expect
      (call $fd_readdir (i32.const 5) (i32.const 512) (i32.const 25) (i64.const 1) (i32.const 144))
      (i32.const 0))
    (call $expect (i32.load (i32.const 144)) (i32.const 25))
    (call $expect
      (call $fd_readdir (i32.const 5) (i32.const 512) (i32.const 25) (i64.const -1) (i32.const 144))
      (i32.const 0))
    (call $expect (i32.load (i32.const 144)) (i32.const 0))
    (call $expect (call $open (i32.const 5) (i32.const 80) (i32.const 2)) (i32.const 0))
    (call $expect (call $open (i32.const 5) (i32.const 84) (i32.const 17)) (i32.const 44))
    ;; Absolute paths are below the root only.
    (call $expect (call $open (i32.const 5) (i32.const 104) (i32.const 10)) (i32.const 76))
    (call $expect (call $open (i32.const 3) (i32.const 104) (i32.const 10)) (i32.const 0))
    ;; What is no directory, and no descriptor.
    (call $expect (call $open (i32.const 4) (i32.const 80) (i32.const 2)) (i32.const 54))
    (call $expect (call $open (i32.const 99) (i32.const 80) (i32.const 2)) (i32.const 8))
    (call $expect
      (call $fd_read (i32.const 5) (i32.const 128) (i32.const 1) (i32.const 144)) (i32.const 31))
    ;; The current directory is one.
    (call $expect
      (call $path_filestat_get (i32.const 3) (i32.const 0) (i32.const 116) (i32.const 4) (i32.const 512))
      (i32.const 0))
    ;; Descriptors are given again when they are closed; the root stays.
    (call $expect (call $fd_close (i32.const 4)) (i32.const 0))
    (call $expect (call $fd_close (i32.const 4)) (i32.const 8))
    (call $expect (call $fd_close (i32.const 3)) (i32.const 0))
    (call $expect (call $open (i32.const 3) (i32.const 0) (i32.const 11)) (i32.const 0))
    (call $expect (i32.load (i32.const 140)) (i32.const 4))
    ;; Nothing is written.
    (call $expect
      (call $path_open (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 11) (i32.const 9)
        (i64.const 64) (i64.const 0) (i32.const 0) (i32.const 140)) (i32.const 69))
    (call $expect (call $path_unlink_file (i32.const 3) (i32.const 0) (i32.const 11)) (i32.const 69))
    (i32.const 0))
  (func $expect (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  ;; Prints `len` bytes from `ptr`.
  (func $print (param $ptr i32) (param $len i32)
    (i32.store (i32.const 1024) (local.get $ptr))
    (i32.store (i32.const 1028) (local.get $len))
    (drop (call $fd_write (i32.const 1) (i32.const 1024) (i32.const 1) (i32.const 1032))))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
