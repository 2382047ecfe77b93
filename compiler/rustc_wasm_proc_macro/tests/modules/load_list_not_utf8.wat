;; The macro list is UTF-8.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:\ffrun\n"))
