;; Takes a remainder by zero.
;; CALL: the module trapped: integer divide by zero, in `run`
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (drop (i64.rem_u (i64.const 1) (i64.extend_i32_u (i32.and (local.get 0) (i32.const 0)))))
    (i32.const 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
