;; A `deprecated` line has two fields.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\ndeprecated:1.0\n"))
