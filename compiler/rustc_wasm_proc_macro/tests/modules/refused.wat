;; A module says what its macro failed to do.
;; RUN
(module
  (import "wasm_proc_macro" "refused" (func $refused (param i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "templates/page.txt")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (call $refused (i32.const 0) (i32.const 0) (i32.const 18))
    (call $refused (i32.const 1) (i32.const 0) (i32.const 18))
    (call $refused (i32.const 2) (i32.const 0) (i32.const 9))
    (call $refused (i32.const 3) (i32.const 0) (i32.const 9))
    (call $refused (i32.const 3) (i32.const 0) (i32.const 0))
    (call $refused (i32.const 4) (i32.const 0) (i32.const 0))
    (call $refused (i32.const 5) (i32.const 0) (i32.const 0))
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:3\nbang:run:run\n"))
