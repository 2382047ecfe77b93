;; A macro crate may be without macros.
;; RUN
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:name:2024\n"))
