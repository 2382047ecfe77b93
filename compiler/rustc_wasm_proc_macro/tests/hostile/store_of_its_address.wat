;; Stores an integer at an address that is the same integer, with an offset at which wasmi 2.0.0 panics.
;; CALL: the module trapped: out of bounds memory access, in `run` at offset
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (i32.store16 offset=69923332 (local.tee 0 (memory.size)) (local.get 0))
    (local.get 3))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
