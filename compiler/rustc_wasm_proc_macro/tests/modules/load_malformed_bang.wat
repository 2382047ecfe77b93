;; A `bang` line has a function.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:name:\n"))
