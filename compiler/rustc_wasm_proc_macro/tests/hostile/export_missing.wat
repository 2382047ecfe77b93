;; Lists a function that it does not export.
;; LOAD: the module exports no function `run` for its macro `run`
(module
  (memory (export "memory") 1)
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
