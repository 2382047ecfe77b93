;; Calls itself without end, by a table.
;; CALL: the limit `depth` of 100 nested calls is reached, in `run`
;; LIMITS: depth=100
(module
  (memory (export "memory") 1)
  (table 1 funcref)
  (elem (i32.const 0) $run)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (drop (call_indirect (param i32 i32 i32 i32) (result i32) (local.get 0) (local.get 1) (local.get 2) (local.get 3) (i32.const 0)))
    (i32.const 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
