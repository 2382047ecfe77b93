;; A `crate` line has a number for an edition.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:name:new\n"))
