;; A reply that fills the room for it is written, and with a byte less room it is kept.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (import "wasm_proc_macro" "take_reply" (func $take_reply (param i32)))
  (memory (export "memory") 1)
  ;; `span_line`, whose reply has 5 bytes.
  (data (i32.const 0) "\15")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (i32.store (i32.const 1) (local.get 0))
    (drop (call $call (i32.const 0) (i32.const 5) (i32.const 256) (i32.const 5)))
    (if (i32.ne (i32.load (i32.const 257)) (i32.const 50)) (then unreachable))
    (drop (call $call (i32.const 0) (i32.const 5) (i32.const 512) (i32.const 4)))
    (if (i32.load (i32.const 513)) (then unreachable))
    (call $take_reply (i32.const 512))
    (if (i32.ne (i32.load (i32.const 513)) (i32.const 50)) (then unreachable))
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
