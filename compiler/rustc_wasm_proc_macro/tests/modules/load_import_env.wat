;; A module imports nothing from where it may not.
;; FAIL
(module
  (import "env" "abort" (func))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
