;; Imports a WASI that came before.
;; LOAD: the module imports `fd_write` from `wasi_unstable`
(module
  (import "wasi_unstable" "fd_write" (func))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
