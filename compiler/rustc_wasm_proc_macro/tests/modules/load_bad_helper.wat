;; Helper attributes are identifiers.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:1\nderive:Trait:run:helper,\n"))
