;; Lines end with a line feed alone.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\r\nbang:run:run\r\n"))
