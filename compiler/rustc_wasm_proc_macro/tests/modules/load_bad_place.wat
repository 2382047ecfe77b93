;; A place is in a file.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls"
    "abi:2\n"
    "file:src/lib.rs:md5=00:40:40:::\n"
    "bang:run:run\n"
    "at:0:30:41\n"))
