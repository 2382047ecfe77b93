;; The name of a macro is not empty.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang::run\n"))
