;; A backslash at the end of a note is not an escape.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\ndeprecated:1.0:use other\\\n"))
