;; A backslash in a comment starts a known escape.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\ndoc:one\ndoc:a \\t b\n"))
