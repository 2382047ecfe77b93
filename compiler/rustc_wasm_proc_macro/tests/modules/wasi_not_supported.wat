;; A module may import any part of WASI; what is not there answers `notsup`.
;; RUN
(module
  (import "wasi_snapshot_preview1" "sock_shutdown"
    (func $sock_shutdown (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "no_such_call" (func $no_such_call (param i64) (result i32)))
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    ;; `notsup` is 58.
    (if (i32.ne (call $sock_shutdown (i32.const 0) (i32.const 0)) (i32.const 58))
      (then unreachable))
    (if (i32.ne (call $no_such_call (i64.const 0)) (i32.const 58)) (then unreachable))
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
