;; Nests groups deeper than a compiler can walk.
;; CALL: the module made an invalid `token_stream_deserialize` request: groups of tokens nested more than 1000 deep
(module
  (import "watt-0.5" "token_stream_deserialize" (func $deserialize (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32) (result i32)
    (local $to i32)
    (loop
      ;; A group in parentheses at the place of the call.
      (i32.store16 (local.get $to) (i32.const 1))
      (i32.store offset=2 (local.get $to) (i32.const -1))
      (local.set $to (i32.add (local.get $to) (i32.const 6)))
      (br_if 0 (i32.lt_u (local.get $to) (i32.const 6006))))
    (call $deserialize (i32.const 0) (i32.const 8000)))
  ;; The module's own value of a stream is its handle.
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "crate:hostile:2024\nbang:run:run\nbang:after:after\n"))
