;; A reply larger than the room for it is not written, but kept for `take_reply`.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (import "wasm_proc_macro" "take_reply" (func $take_reply (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\0a")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (local $len i32)
    ;; `ts_to_string` of the input, with 4 bytes of room at 256.
    (i32.store (i32.const 1) (local.get 3))
    (local.set $len (call $call (i32.const 0) (i32.const 5) (i32.const 256) (i32.const 4)))
    (if (i32.load (i32.const 256)) (then unreachable))
    (call $take_reply (i32.const 1024))
    ;; With another first byte the reply is a request to parse the same text again.
    (i32.store8 (i32.const 1024) (i32.const 9))
    (drop (call $call (i32.const 1024) (local.get $len) (i32.const 256) (i32.const 64)))
    (i32.load (i32.const 258)))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
