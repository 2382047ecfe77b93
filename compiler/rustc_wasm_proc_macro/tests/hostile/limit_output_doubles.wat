;; Doubles a token stream again and again.
;; CALL: the limit `output` of 100K bytes is reached, in `run`
;; LIMITS: output=100K
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (loop
      ;; `ts_clone`, then `ts_concat_streams` of the stream and its clone.
      (i32.store8 (i32.const 0) (i32.const 6))
      (i32.store (i32.const 1) (local.get 3))
      (drop (call $call (i32.const 0) (i32.const 5) (i32.const 64) (i32.const 1024)))
      (i32.store (i32.const 16) (i32.const 0x2010d))
      (i32.store8 (i32.const 18) (i32.const 2))
      (i32.store (i32.const 19) (i32.const 0))
      (i32.store8 (i32.const 18) (i32.const 2))
      (i32.store (i32.const 22) (local.get 3))
      (i32.store (i32.const 26) (i32.load (i32.const 65)))
      (drop (call $call (i32.const 16) (i32.const 14) (i32.const 64) (i32.const 1024)))
      (local.set 3 (i32.load (i32.const 65)))
      (br 0))
    unreachable)
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
