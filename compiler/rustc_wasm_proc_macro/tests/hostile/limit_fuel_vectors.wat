;; Adds vectors without end.
;; CALL: the limit `fuel` of 10M units is reached
;; LIMITS: fuel=10M
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local $v v128)
    (loop
      (local.set $v (i8x16.add (local.get $v) (v128.const i64x2 1 1)))
      (br 0))
    unreachable)
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
