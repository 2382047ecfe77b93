;; Lists its memory as a function.
;; LOAD: the module exports no function `memory` for its macro `run`
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:memory\n"))
