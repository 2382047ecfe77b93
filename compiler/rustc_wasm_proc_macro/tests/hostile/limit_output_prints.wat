;; Prints without end.
;; CALL: the limit `output` of 100K bytes is reached, in `run`
;; LIMITS: output=100K
(module
  (import "wasm_proc_macro" "print" (func $print (param i32 i32 i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (loop
      (call $print (i32.const 1) (i32.const 0) (i32.const 10000))
      (br 0))
    unreachable)
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
