;; A module for watt is refused, with the version of its ABI.
;; FAIL
(module
  (import "watt-0.4" "token_stream_new" (func (result i32)))
  (@custom ".rustc_proc_macro_decls" "derive:Trait:run\n"))
