;; A panic that does not trap is none, and the trap of a later expansion is not due to it.
;; RUN
(module
  (import "wasm_proc_macro" "panic" (func $panic (param i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "odd")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (call $panic (i32.const 0) (i32.const 3) (i32.const 1)
      (i32.const 0) (i32.const 0))
    (local.get 3))
  (func (export "trap") (param i32 i32 i32 i32) (result i32)
    unreachable)
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\nbang:trap:trap\n"))
