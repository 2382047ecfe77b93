;; A line of the macro list has a colon.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang run run\n"))
