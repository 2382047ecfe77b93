;; The macros of a module for watt have handles of nothing but their inputs.
;; RUN
(module
  (memory (export "memory") 1)
  (func (export "one") (param i32) (result i32)
    (local.get 0))
  (func (export "arguments") (param i32 i32) (result i32)
    (local.get 0))
  (func (export "item") (param i32 i32) (result i32)
    (local.get 1))
  ;; The module's own value of a stream is its handle.
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "derive:Trait:one:helper,other\nattr:arguments:arguments\nattr:item:item\nbang:one:one\n"))
