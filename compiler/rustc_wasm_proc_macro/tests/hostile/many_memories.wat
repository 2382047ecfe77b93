;; Has two memories.
;; LOAD: the module has too many memories, of which there may be 1
(module
  (memory 1)
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
