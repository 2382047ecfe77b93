;; Takes more from a data segment than there is.
;; CALL: the module trapped: out of bounds memory access, in `run`
(module
  (memory (export "memory") 1)
  (data $data "four")
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (memory.init $data (i32.const 0) (i32.const 0) (i32.const 5))
    (i32.const 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
