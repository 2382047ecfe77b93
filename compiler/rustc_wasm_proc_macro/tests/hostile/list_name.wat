;; Lists a macro of a name that is none.
;; LOAD: invalid macro list: `a b` is not an identifier
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:a b:run\n"))
