;; Loops without end.
;; CALL: the limit `fuel` of 1M units is reached (macro `run` of the crate `hostile`); raise it with `--wasm-proc-macro-limit fuel=2M`
;; LIMITS: fuel=1M
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32 i32 i32 i32) (result i32)
    (loop
      (br 0))
    unreachable)
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:hostile:2024\nbang:run:run\nbang:after:after\n"))
