;; Starts with a table of more elements than it may have.
;; CALL: the limit `table` of 1K elements is reached
;; LIMITS: table=1K
;; AFTER: fails
(module
  (table 1001 funcref)
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
