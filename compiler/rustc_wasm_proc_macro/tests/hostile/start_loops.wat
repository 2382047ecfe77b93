;; Loops without end before it is called.
;; CALL: the limit `fuel` of 1M units is reached
;; LIMITS: fuel=1M
;; AFTER: fails
(module
  (memory (export "memory") 1)
  (func $start
    (loop
      (br 0)))
  (start $start)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
