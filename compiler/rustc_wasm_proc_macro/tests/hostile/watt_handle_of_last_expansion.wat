;; Keeps a stream for the next expansion, where it stands for nothing.
;; CALL: the module made an invalid `token_stream_serialize` request: handle 1 does not stand for a token stream, or does so no longer
(module
  (import "watt-0.5" "token_stream_serialize" (func $serialize (param i32) (result i32)))
  (import "watt-0.5" "token_stream_parse" (func $parse (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (global $kept (mut i32) (i32.const 1))
  (func $run (export "run") (param i32) (result i32)
    (if (global.get $kept) (then (drop (call $serialize (global.get $kept)))))
    (global.set $kept (call $parse (i32.const 0) (i32.const 0)))
    (global.get $kept))
  ;; The module's own value of a stream is its handle.
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "crate:hostile:2024\nbang:run:run\nbang:after:after\n"))
