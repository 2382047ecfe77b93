;; What a module says before its `_initialize` traps is the reason.
;; RUN
(module
  (import "wasm_proc_macro" "panic" (func $panic (param i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "no constructor")
  (func (export "_initialize")
    (call $panic (i32.const 0) (i32.const 14) (i32.const 1)
      (i32.const 0) (i32.const 0))
    unreachable)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
