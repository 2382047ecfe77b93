;; All macros are in one name space, derive macros included.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:1\nderive:run:run\nbang:run:run\n"))
