;; A macro list may not be without macros.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:name:2024\n"))
