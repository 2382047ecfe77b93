;; Endless recursion ends in a trap, not in the stack of the compiler.
;; RUN
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (i32.add
      (call $run (local.get 0) (local.get 1) (local.get 2) (local.get 3))
      (i32.const 1)))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
