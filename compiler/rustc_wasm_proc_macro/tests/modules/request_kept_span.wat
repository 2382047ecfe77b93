;; A span kept in a global is gone in the next expansion.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (global $kept (mut i32) (i32.const 0))
  ;; `span_line`.
  (data (i32.const 0) "\15")
  (func (export "keep") (param i32 i32 i32 i32) (result i32)
    (global.set $kept (local.get 0))
    (i32.const 0))
  (func (export "use") (param i32 i32 i32 i32) (result i32)
    (i32.store (i32.const 1) (global.get $kept))
    (drop (call $call (i32.const 0) (i32.const 5) (i32.const 256) (i32.const 64)))
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:keep:keep\nbang:use:use\n"))
