;; An underscore alone is not an identifier.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:_:run\n"))
