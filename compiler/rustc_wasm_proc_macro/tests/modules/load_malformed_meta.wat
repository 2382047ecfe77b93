;; An attribute in the macro list is a meta item.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:3\nbang:run:run\nmeta:doc(alias = b\"bytes\")\n"))
