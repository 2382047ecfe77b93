;; Sends an identifier that is not text.
;; CALL: the module made an invalid `token_stream_deserialize` request: text that is not UTF-8, at byte 9
(module
  (import "watt-0.5" "token_stream_serialize" (func $serialize (param i32) (result i32)))
  (import "watt-0.5" "token_stream_deserialize" (func $deserialize (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\02\ff\ff\ff\ff\02\00\00\00\ff\fe\00")
  (func $run (export "run") (param i32) (result i32)
    ;; The input has spans from 0 on, but no literal.
    (drop (call $serialize (local.get 0)))
    (call $deserialize (i32.const 0) (i32.const 12)))
  ;; The module's own value of a stream is its handle.
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "crate:hostile:2024\nbang:run:run\nbang:after:after\n"))
