;; Stores a lane of a vector far outside of its memory, with an offset whose operands wasmi 2.0.0 reads wrongly.
;; CALL: the module trapped: out of bounds memory access, in `run` at offset
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (v128.store16_lane offset=648091619 5
      (i32.load8_u (i32.const 0)) (i64x2.splat (i64.extend_i32_u (local.get 3))))
    (local.get 3))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
