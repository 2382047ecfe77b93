;; What is not UTF-8 in the message of a panic is replaced.
;; RUN
(module
  (import "wasm_proc_macro" "panic" (func $panic (param i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "no \ff field")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (call $panic (i32.const 0) (i32.const 10) (i32.const 1)
      (i32.const 0) (i32.const 0))
    unreachable)
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
