;; Nests diagnostics 100 deep.
;; CALL: the module made an invalid `emit_diagnostic` request: values nested too deeply, at byte
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (i32.store8 (i32.const 0) (i32.const 4))
    (local.set 0 (i32.const 1))
    (loop
      ;; An error without text and spans, with one child.
      (i32.store8 offset=9 (local.get 0) (i32.const 1))
      (local.set 0 (i32.add (local.get 0) (i32.const 13)))
      (br_if 0 (i32.lt_u (local.get 0) (i32.const 1300))))
    (drop (call $call (i32.const 0) (i32.const 1400) (i32.const 2048) (i32.const 1024)))
    (i32.const 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
