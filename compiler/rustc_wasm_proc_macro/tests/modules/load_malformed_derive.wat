;; A `derive` line has a function.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nderive:Trait\n"))
