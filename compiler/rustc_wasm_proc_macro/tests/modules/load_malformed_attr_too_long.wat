;; An `attr` line has a function that is a name and no more.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nattr:name:run:helper\n"))
