;; Grows its memory without end.
;; CALL: the limit `memory` of 1M bytes is reached, in `run`
;; LIMITS: memory=1M
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (loop
      (drop (memory.grow (i32.const 1)))
      (br 0))
    unreachable)
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
