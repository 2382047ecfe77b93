;; A span that was not saved cannot be recovered.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; `span_recover_proc_macro_span`.
  (data (i32.const 0) "\1ec\00\00\00")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (drop (call $call (i32.const 0) (i32.const 5) (i32.const 256) (i32.const 64)))
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
