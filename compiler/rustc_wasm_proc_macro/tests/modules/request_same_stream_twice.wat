;; A stream cannot be given up two times in one request.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; `ts_concat_streams` of two times the input without a base.
  (data (i32.const 0) "\0d\01\02\00\00\00")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (i32.store (i32.const 6) (local.get 3))
    (i32.store (i32.const 10) (local.get 3))
    (drop (call $call (i32.const 0) (i32.const 14) (i32.const 256) (i32.const 64)))
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
