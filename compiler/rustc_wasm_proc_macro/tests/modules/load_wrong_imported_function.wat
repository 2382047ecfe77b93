;; A function that is imported and exported again is looked at, too.
;; FAIL
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (import "wasm_proc_macro" "panic" (func $panic (param i32 i32 i32 i32 i32)))
  (export "run" (func $call))
  (export "walk" (func $panic))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\nbang:walk:walk\n"))
