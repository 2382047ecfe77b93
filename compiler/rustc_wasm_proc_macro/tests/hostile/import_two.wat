;; Imports two functions that nobody has.
;; LOAD: the module imports `open` from `env`, `read` from `env`
(module
  (import "env" "open" (func))
  (import "env" "read" (func))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
