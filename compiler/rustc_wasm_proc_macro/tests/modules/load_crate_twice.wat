;; A macro list does not state two names of the crate.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:one:2021\ncrate:two:2021\nbang:run:run\n"))
