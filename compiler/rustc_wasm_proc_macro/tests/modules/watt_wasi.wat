;; A module for watt may have the imports of WASI as well.
;; RUN
(module
  (import "watt-0.5" "string_new" (func $string_new (param i32 i32) (result i32)))
  (import "watt-0.5" "print_panic" (func $print_panic (param i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "run") (param i32) (result i32)
    (if (call $random (i32.const 0) (i32.const 4)) (then unreachable))
    (local.get 0))
  ;; The module's own value of a stream is its handle.
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "bang:run:run\n"))
