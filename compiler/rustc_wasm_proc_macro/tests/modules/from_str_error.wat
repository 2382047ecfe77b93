;; `ts_from_str` says why source text is not a stream, and the macro panics with it.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (import "wasm_proc_macro" "panic" (func $panic (param i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\09\01\00\00\00(")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (drop (call $call (i32.const 0) (i32.const 6) (i32.const 256) (i32.const 64)))
    (call $panic (i32.const 262) (i32.load (i32.const 258)) (i32.const 1)
      (i32.const 0) (i32.const 0))
    unreachable)
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
