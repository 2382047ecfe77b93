;; Opens a file that is longer than what an expansion may be told.
;; CALL: the limit `output` of 1M bytes is reached
;; LIMITS: output=1M
(module
  (import "wasi_snapshot_preview1" "path_open"
    (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "pkg/a.txt" "pkg/long")
  (data (i32.const 128) "\f0\ff\ff\ff\40\00\00\00")
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (drop (call $path_open (i32.const 3) (i32.const 1) (i32.const 9) (i32.const 8) (i32.const 0)
      (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 140)))
    (i32.const 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
