;; Computes on the lanes of vectors 1,000 times, each of which takes as long as a hundred additions if interpreted.
;; CALL: the limit `fuel` of 100K units is reached
;; LIMITS: fuel=100K
;; COMPILED CALL: the limit `fuel` of 15K units is reached
;; COMPILED LIMITS: fuel=15K
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local $left i32)
    (local $v v128)
    (local.set $left (i32.const 1000))
    (loop
      (local.set $v (i8x16.narrow_i16x8_s (local.get $v) (local.get $v)))
      (br_if 0 (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
    (local.get 3))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
