;; What a module prints comes before what it asks for later.
;; RUN
(module
  (import "wasm_proc_macro" "print" (func $print (param i32 i32 i32)))
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "one\0atwo\0a")
  ;; `track_path`
  (data (i32.const 16) "\02\01\00\00\00p")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (call $print (i32.const 1) (i32.const 0) (i32.const 4))
    (drop (call $call (i32.const 16) (i32.const 6) (i32.const 32) (i32.const 8)))
    (call $print (i32.const 1) (i32.const 4) (i32.const 4))
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
