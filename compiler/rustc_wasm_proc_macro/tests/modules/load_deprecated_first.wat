;; A deprecation belongs to the macro above it.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\ndeprecated::\nbang:run:run\n"))
