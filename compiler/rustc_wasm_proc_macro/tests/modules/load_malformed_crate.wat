;; A `crate` line has a name and an edition.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:name\n"))
