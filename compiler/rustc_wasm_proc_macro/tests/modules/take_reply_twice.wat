;; A reply can be taken once; nothing is written the second time.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (import "wasm_proc_macro" "take_reply" (func $take_reply (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\15")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (i32.store (i32.const 1) (local.get 0))
    (drop (call $call (i32.const 0) (i32.const 5) (i32.const 0) (i32.const 0)))
    (call $take_reply (i32.const 512))
    (call $take_reply (i32.const 1024))
    (if (i32.load (i32.const 1025)) (then unreachable))
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
