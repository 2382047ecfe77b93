;; Grows its memory and its table by nothing without end.
;; CALL: the limit `fuel` of 20M units is reached
;; LIMITS: fuel=20M
(module
  (memory (export "memory") 1)
  (table $t 2 funcref)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (loop
      (drop (memory.grow (i32.const 0)))
      (drop (table.grow $t (ref.null func) (i32.const 0)))
      (br 0))
    unreachable)
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
