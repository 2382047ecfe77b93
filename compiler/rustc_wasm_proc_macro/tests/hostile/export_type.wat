;; Lists a function of a wrong type.
;; LOAD: the function `run` of the macro `run` does not take 4 `i32` and return one
(module
  (memory (export "memory") 1)
  (func (export "run") (param i64) (result i32)
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
