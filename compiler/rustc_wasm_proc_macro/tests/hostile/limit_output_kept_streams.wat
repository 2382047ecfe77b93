;; Keeps empty streams, each of which takes the compiler 200 bytes.
;; CALL: the limit `output` of 1M bytes is reached
;; LIMITS: output=1M
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    ;; `ts_concat_streams` of nothing and nothing.
    (i32.store8 (i32.const 0) (i32.const 13))
    (i32.store8 (i32.const 1) (i32.const 1))
    (loop
      (drop (call $call (i32.const 0) (i32.const 6) (i32.const 64) (i32.const 1024)))
      (br 0))
    unreachable)
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
