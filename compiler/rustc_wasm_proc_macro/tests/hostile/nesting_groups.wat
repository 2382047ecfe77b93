;; Puts groups into groups without end.
;; CALL: the module made an invalid `ts_from_token_tree` request: groups of tokens nested more than 1000 deep, in `run`
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (loop
      ;; A group in parentheses of the last stream, all spans of it the call site.
      (i32.store (i32.const 0) (i32.const 0x0000000b))
      (i32.store (i32.const 4) (local.get 3))
      (i32.store (i32.const 8) (local.get 1))
      (i32.store (i32.const 12) (local.get 1))
      (i32.store (i32.const 16) (local.get 1))
      (drop (call $call (i32.const 0) (i32.const 20) (i32.const 64) (i32.const 1024)))
      (local.set 3 (i32.load (i32.const 65)))
      (br 0))
    unreachable)
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
