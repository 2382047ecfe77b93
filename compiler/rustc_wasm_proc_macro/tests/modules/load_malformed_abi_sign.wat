;; An `abi` line has an unsigned number.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:+1\n"))
