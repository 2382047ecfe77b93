;; Imports its memory.
;; LOAD: the module imports `memory` from `env`
(module
  (import "env" "memory" (memory 1))
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
