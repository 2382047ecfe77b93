;; What a module writes to descriptors 1 and 2 is passed on; there are no others.
;; RUN
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "out, in two parts\0aerr\0a")
  ;; Two vectors, and a third one.
  (data (i32.const 64) "\00\00\00\00\05\00\00\00" "\05\00\00\00\0d\00\00\00")
  (data (i32.const 80) "\12\00\00\00\04\00\00\00")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (if (call $fd_write (i32.const 1) (i32.const 64) (i32.const 2) (i32.const 256))
      (then unreachable))
    (if (i32.ne (i32.load (i32.const 256)) (i32.const 18)) (then unreachable))
    (if (call $fd_write (i32.const 2) (i32.const 80) (i32.const 1) (i32.const 256))
      (then unreachable))
    (if (i32.ne (i32.load (i32.const 256)) (i32.const 4)) (then unreachable))
    ;; `badf` is 8.
    (if (i32.ne
          (call $fd_write (i32.const 3) (i32.const 64) (i32.const 2) (i32.const 256))
          (i32.const 8))
      (then unreachable))
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
