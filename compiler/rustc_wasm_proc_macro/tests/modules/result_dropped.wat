;; A macro cannot return a stream it has dropped.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\05")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (i32.store (i32.const 1) (local.get 3))
    (drop (call $call (i32.const 0) (i32.const 5) (i32.const 256) (i32.const 64)))
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
