;; Makes values of its input within its own macro, and goes on doing so.
;; CALL: the limit `depth` of 20K nested calls is reached, in `from_raw`
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32) (result i32)
    (call $from_raw (i32.const 1)))
  (func $from_raw (export "raw_to_token_stream") (param i32) (result i32)
    (if (result i32) (local.get 0)
      (then (i32.add (call $from_raw (local.get 0)) (i32.const 1)))
      (else (local.get 0))))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "crate:hostile:2024\nbang:run:run\nbang:after:after\n"))
