;; Traps behind a tail call.
;; CALL: the module trapped: wasm `unreachable` instruction executed, in `inner`
(module
  (memory (export "memory") 1)
  (func $inner (export "inner") (result i32)
    unreachable)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (return_call $inner))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
