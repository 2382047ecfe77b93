;; Two macro lists may state the same version of the ABI.
;; RUN
(module
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:name:2021\nbang:first:run\n")
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:name:2021\nbang:second:run\n"))
