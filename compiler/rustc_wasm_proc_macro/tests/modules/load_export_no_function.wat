;; The function of a macro is not a memory.
;; FAIL
(module
  (memory (export "run") 1)
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
