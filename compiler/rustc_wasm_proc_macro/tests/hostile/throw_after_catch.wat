;; Traps after a call that was ended, and is found where it is.
;; CALL: the module trapped: wasm `unreachable` instruction executed, in `run` at offset
(module
  (import "wasm_proc_macro" "catch" (func $catch (param i32 i32) (result i32)))
  (import "wasm_proc_macro" "throw" (func $throw))
  (memory (export "memory") 1)
  (func $deep (param i32)
    (if (local.get 0) (then (call $deep (i32.sub (local.get 0) (i32.const 1)))))
    (call $throw))
  (func (export "wasm_proc_macro_caught") (param i32 i32)
    (call $deep (i32.const 9)))
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (drop (call $catch (i32.const 0) (i32.const 0)))
    unreachable)
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
