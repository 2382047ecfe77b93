;; Lists a place in a file that is not there.
;; LOAD: invalid macro list: expected `FILE:START:END`
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\nat:0:0:0\n"))
