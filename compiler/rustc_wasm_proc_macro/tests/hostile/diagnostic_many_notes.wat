;; Emits a diagnostic with 2,000 notes.
;; CALL: the module made an invalid `emit_diagnostic` request: a diagnostic with more than 1000 notes, at byte
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (i32.store8 (i32.const 0) (i32.const 4))
    ;; An error without text and spans, with 2,000 children that are the same without any.
    (i32.store (i32.const 10) (i32.const 2000))
    (drop (call $call (i32.const 0) (i32.const 26014) (i32.const 32768) (i32.const 1024)))
    (local.get 3))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
