;; An attribute and a function-like macro may not have one name.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nattr:run:run\nbang:run:run\n"))
