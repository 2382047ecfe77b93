;; Tokens have the spans a macro gives them; each of the three sites is told apart.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; `ts_concat_trees` of two identifiers and a literal, their spans at bytes 16, 30 and 48.
  (data (i32.const 0)
    "\0c\01\03\00\00\00\02\04\00\00\00here\00\00\00\00\00"
    "\02\04\00\00\00type\01\00\00\00\00"
    "\03\02\01\00\00\001\00\02\00\00\00u8\00\00\00\00")
  (func (export "run") (param $def_site i32) (param $call_site i32) (param $mixed_site i32)
    (param i32) (result i32)
    (i32.store (i32.const 16) (local.get $def_site))
    (i32.store (i32.const 30) (local.get $call_site))
    (i32.store (i32.const 48) (local.get $mixed_site))
    (drop (call $call (i32.const 0) (i32.const 52) (i32.const 256) (i32.const 64)))
    (i32.load (i32.const 257)))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
