;; Lists what no list has.
;; LOAD: invalid macro list: unknown kind of line `exec`
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nexec:rm\n"))
