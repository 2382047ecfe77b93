;; The name of a macro is not a raw identifier.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:r#try:run\n"))
