;; A line of the macro list is of a known kind.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nmacro:run:run\n"))
