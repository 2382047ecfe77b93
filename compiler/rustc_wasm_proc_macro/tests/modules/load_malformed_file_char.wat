;; No two characters of a file overlap.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls"
    "abi:2\n"
    "file:src/lib.rs:md5=00:40:40::5/3,7/2:\n"
    "bang:run:run\n"))
