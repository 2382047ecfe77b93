;; A module without a macro list is not a macro crate.
;; FAIL
(module
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3)))
