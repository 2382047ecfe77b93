;; All macros are in one name space, derive macros included.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nderive:run:run\nbang:run:run\n"))
