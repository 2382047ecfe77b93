;; Makes a request before it is called.
;; CALL: the module cannot be run: a call of `call` outside of an expansion
;; AFTER: fails
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $start
    (drop (call $call (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 0))))
  (start $start)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
