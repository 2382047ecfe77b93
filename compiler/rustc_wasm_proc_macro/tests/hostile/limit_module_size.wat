;; Is larger than it may be.
;; LOAD: the limit `module-size` of 50 bytes is reached
;; LIMITS: module-size=50
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
