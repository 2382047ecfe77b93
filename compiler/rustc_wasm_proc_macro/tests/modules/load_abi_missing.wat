;; A macro list states the version of the ABI.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "bang:run:run\n"))
