;; An `abi` line has a number.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:one\n"))
