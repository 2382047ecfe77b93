;; Uses an instruction on vectors whose result depends on the machine.
;; CALL: the module cannot be run: relaxed SIMD support is not enabled
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (drop (i32x4.relaxed_trunc_f32x4_s (v128.const i64x2 0 0)))
    (local.get 3))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
