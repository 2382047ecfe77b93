;; A module of a later version of the ABI is refused.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:4\nbang:run:run\n"))
