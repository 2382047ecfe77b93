;; Makes an integer of what is not a number.
;; CALL: the module trapped: invalid conversion to integer, in `run`
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (drop (i32.trunc_f32_s (f32.div (f32.convert_i32_s (i32.and (local.get 0) (i32.const 0))) (f32.const 0))))
    (i32.const 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
