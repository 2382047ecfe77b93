;; The place of a macro belongs to the macro above it.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls"
    "abi:2\n"
    "file:src/lib.rs:md5=00:40:40:::\n"
    "at:0:30:40\n"
    "bang:run:run\n"))
