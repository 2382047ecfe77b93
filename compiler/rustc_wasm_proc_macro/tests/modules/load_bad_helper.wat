;; Helper attributes are identifiers.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nderive:Trait:run:helper,\n"))
