;; A module prints to either output, any bytes.
;; RUN
(module
  (import "wasm_proc_macro" "print" (func $print (param i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "one\0atwo\ff")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (call $print (i32.const 1) (i32.const 0) (i32.const 4))
    (call $print (i32.const 2) (i32.const 4) (i32.const 4))
    (call $print (i32.const 1) (i32.const 4) (i32.const 0))
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
