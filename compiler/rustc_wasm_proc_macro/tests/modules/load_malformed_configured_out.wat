;; An item that was configured out has two places, either of which may be empty.
;; FAIL
(module
  (@custom ".rustc_proc_macro_decls" "abi:3\nconfigured_out:gone:feature:::\n"))
