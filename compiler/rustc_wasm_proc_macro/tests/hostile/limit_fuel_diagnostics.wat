;; Emits diagnostics without end, each of which takes the compiler longer than the module.
;; CALL: the limit `fuel` of 1M units is reached
;; LIMITS: fuel=1M
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    ;; `emit_diagnostic` of an error without text.
    (i32.store8 (i32.const 0) (i32.const 4))
    (local.set 0 (i32.const 20))
    (loop
      (drop (call $call (i32.const 0) (i32.const 14) (i32.const 64) (i32.const 1024)))
      (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
    (local.get 3))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
