;; A macro says why and where it is about to trap.
;; RUN
(module
  (import "wasm_proc_macro" "panic" (func $panic (param i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "no field `x` in `Y`src/lib.rs:3:5")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (call $panic
      (i32.const 0) (i32.const 19) (i32.const 1)
      (i32.const 19) (i32.const 14))
    unreachable)
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
