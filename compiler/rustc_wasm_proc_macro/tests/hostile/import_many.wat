;; Imports more than is worth naming.
;; LOAD: the module imports `f0` from `env`, `f1` from `env`, `f2` from `env`, `f3` from `env`, `f4` from `env`, `f5` from `env`, `f6` from `env`, `f7` from `env` and 2 more
(module
  (import "env" "f0" (func))
  (import "env" "f1" (func))
  (import "env" "f2" (func))
  (import "env" "f3" (func))
  (import "env" "f4" (func))
  (import "env" "f5" (func))
  (import "env" "f6" (func))
  (import "env" "f7" (func))
  (import "env" "f8" (func))
  (import "env" "f9" (func))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
