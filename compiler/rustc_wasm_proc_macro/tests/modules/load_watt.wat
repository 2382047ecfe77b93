;; A module for an older version of watt is refused, with that version.
;; FAIL
(module
  (import "watt-0.2" "token_stream_new" (func (result i32)))
  (memory (export "memory") 1)
  (func (export "run") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "bang:run:run\n"))
