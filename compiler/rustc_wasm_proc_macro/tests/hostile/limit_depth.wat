;; Calls itself without end.
;; CALL: the limit `depth` of 20K nested calls is reached, in `run`
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (call $run (local.get 0) (local.get 1) (local.get 2) (local.get 3))
    (i32.const 1)
    i32.add)
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
