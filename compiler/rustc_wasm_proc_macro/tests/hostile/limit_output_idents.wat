;; Makes a long identifier, and doubles a stream of it five times: 32 tokens, but much text.
;; CALL: the limit `output` of 1M bytes is reached, in `run`
;; LIMITS: output=1M
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 2)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32) (local $times i32)
    ;; `ts_from_token_tree` of an identifier with 60,000 letters, not raw, at the call site.
    (i32.store16 (i32.const 0) (i32.const 0x020b))
    (i32.store (i32.const 2) (i32.const 60000))
    (memory.fill (i32.const 6) (i32.const 0x61) (i32.const 60000))
    (i32.store8 (i32.const 60006) (i32.const 0))
    (i32.store (i32.const 60007) (local.get 1))
    (drop (call $call (i32.const 0) (i32.const 60011) (i32.const 70000) (i32.const 1024)))
    (local.set 3 (i32.load (i32.const 70001)))
    (loop
      ;; `ts_clone`, then `ts_concat_streams` of the stream and its clone.
      (i32.store8 (i32.const 0) (i32.const 6))
      (i32.store (i32.const 1) (local.get 3))
      (drop (call $call (i32.const 0) (i32.const 5) (i32.const 70000) (i32.const 1024)))
      (i32.store (i32.const 16) (i32.const 0x2010d))
      (i32.store8 (i32.const 18) (i32.const 2))
      (i32.store (i32.const 19) (i32.const 0))
      (i32.store8 (i32.const 18) (i32.const 2))
      (i32.store (i32.const 22) (local.get 3))
      (i32.store (i32.const 26) (i32.load (i32.const 70001)))
      (drop (call $call (i32.const 16) (i32.const 14) (i32.const 70000) (i32.const 1024)))
      (local.set 3 (i32.load (i32.const 70001)))
      (local.set $times (i32.add (local.get $times) (i32.const 1)))
      (br_if 0 (i32.lt_u (local.get $times) (i32.const 5))))
    (local.get 3))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
