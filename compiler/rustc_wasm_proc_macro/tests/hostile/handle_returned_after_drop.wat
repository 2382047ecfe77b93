;; Returns a stream that it has dropped.
;; CALL: the module returned an invalid result: handle
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\05")
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (i32.store (i32.const 1) (local.get 3))
    (drop (call $call (i32.const 0) (i32.const 5) (i32.const 1024) (i32.const 1024)))
    (local.get 3))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
