;; Two derive macros may not have one name.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:2\nderive:Trait:run\nderive:Trait:run2\n"))
