;; A `file` line has seven fields.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nfile:src/lib.rs:md5=00:40:40\nbang:run:run\n"))
