;; The room for a reply that is taken must be in the memory.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (import "wasm_proc_macro" "take_reply" (func $take_reply (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\02\08\00\00\00path.txt")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (drop (call $call (i32.const 0) (i32.const 13) (i32.const 0) (i32.const 0)))
    (call $take_reply (i32.const 65536))
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
