;; An empty macro list has no macros.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" ""))
