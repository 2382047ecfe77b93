;; The name of a crate is an identifier.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:serde-derive:2021\n"))
