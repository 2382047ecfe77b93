;; Never ends making a value of its input.
;; CALL: the limit `fuel` of 10M units is reached
;; LIMITS: fuel=10M
;; AFTER: fails
(module
  (memory (export "memory") 1)
  (func $run (export "run") (param i32) (result i32)
    (local.get 0))
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (loop (br 0))
    unreachable)
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "crate:hostile:2024\nbang:run:run\nbang:after:after\n"))
