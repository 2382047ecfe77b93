;; An underscore alone is not an identifier.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:1\nbang:_:run\n"))
