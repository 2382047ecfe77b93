;; Fills more than its table.
;; CALL: the module trapped: undefined element: out of bounds table access, in `run`
(module
  (memory (export "memory") 1)
  (type $none (func))
  (table $t 2 funcref)
  (elem (i32.const 0) $other)
  (func $other (result i32)
    (i32.const 1))
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (table.fill $t (i32.const 1) (ref.null func) (i32.const 2))
    (i32.const 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
