;; There is nobody to answer a request before an expansion.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "_initialize")
    (drop (call $call (i32.const 0) (i32.const 5) (i32.const 256) (i32.const 64))))
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
