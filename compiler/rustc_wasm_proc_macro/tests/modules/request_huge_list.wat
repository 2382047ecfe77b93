;; The length of a list reserves no memory.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; `ts_concat_streams` of 2^32 - 1 streams without a base.
  (data (i32.const 0) "\0d\01\ff\ff\ff\ff")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (drop (call $call (i32.const 0) (i32.const 6) (i32.const 256) (i32.const 64)))
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
