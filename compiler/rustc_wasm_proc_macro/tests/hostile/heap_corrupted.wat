;; Overwrites all of its memory, the request in it included, and goes on.
;; CALL: the module made an invalid request: 255 is not a valid request, at byte 0 of the message, in `run`
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (memory.fill (i32.const 0) (i32.const 255) (i32.const 65536))
    (call $call (i32.and (i32.load (i32.const 0)) (i32.const 255)) (i32.const 1) (i32.const 0) (i32.const 0)))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
