;; Imports from both versions of watt.
;; LOAD: the module was built for several ABIs: `watt-0.5`, `watt-0.4`
(module
  (import "watt-0.5" "token_stream_serialize" (func $serialize (param i32) (result i32)))
  (import "watt-0.4" "bytes_len" (func (param i32) (result i32)))
  (memory (export "memory") 1)
  (func $run (export "run") (param i32) (result i32)
    (local.get 0))
  ;; The module's own value of a stream is its handle.
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  ;; Another macro of the same crate, which is to work all the same.
  (func (export "after") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "crate:hostile:2024\nbang:run:run\nbang:after:after\n"))
