;; Calls `catch` inside of `catch` without end, each with a stack of its own in the engine.
;; CALL: the module trapped: `catch_unwind` nests more than 50 deep, in `again` at offset
(module
  (import "wasm_proc_macro" "catch" (func $catch (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $again (export "wasm_proc_macro_caught") (param i32 i32)
    (drop (call $catch (i32.const 0) (i32.const 0))))
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (call $again (i32.const 0) (i32.const 0))
    (i32.const 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
