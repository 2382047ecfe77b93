;; Traps in a function that others call.
;; CALL: the module trapped: wasm `unreachable` instruction executed, in `inner`
(module
  (memory (export "memory") 1)
  (func $inner (export "inner")
    unreachable)
  (func $middle
    call $inner)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    call $middle
    (i32.const 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
