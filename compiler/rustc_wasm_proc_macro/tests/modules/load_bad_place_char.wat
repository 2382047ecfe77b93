;; A place does not start within a character.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls"
    "abi:2\n"
    "file:src/lib.rs:md5=00:40:40::5/3:\n"
    "quoted:0:6:9\n"
    "bang:run:run\n"))
