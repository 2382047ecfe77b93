;; A module of another version of the ABI is refused.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:1\nbang:run:run\n"))
