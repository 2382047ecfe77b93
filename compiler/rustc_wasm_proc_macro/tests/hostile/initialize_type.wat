;; Exports an `_initialize` that wants something.
;; CALL: the module cannot be run: `_initialize` has parameters or results, which it must not have
;; AFTER: fails
(module
  (memory (export "memory") 1)
  (func (export "_initialize") (param i32))
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
