;; Has no way to make a stream of its result.
;; LOAD: the module exports no function `token_stream_into_raw`
(module
  (import "watt-0.5" "token_stream_serialize" (func $serialize (param i32) (result i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32) (result i32)
    (local.get 0))
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "crate:hostile:2024\nbang:run:run\nbang:after:after\n"))
