;; A macro list does not state two versions of the ABI.
;; FAIL
(module
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:1\nabi:2\nbang:run:run\n"))
