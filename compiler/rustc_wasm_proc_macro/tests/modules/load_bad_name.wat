;; The name of a macro is an identifier.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\nbang:2nd:run\n"))
