;; Grows its table.
;; CALL: the limit `table` of 1K elements is reached, in `run`
;; LIMITS: table=1K
(module
  (memory (export "memory") 1)
  (type $none (func))
  (table $t 2 funcref)
  (elem (i32.const 0) $other)
  (func $other (result i32)
    (i32.const 1))
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (drop (table.grow $t (ref.null func) (i32.const 1000)))
    (i32.const 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
