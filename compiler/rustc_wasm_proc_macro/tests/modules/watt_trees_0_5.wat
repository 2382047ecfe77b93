;; Trees of each form, with spans of the input and the place of the call.
;; RUN
(module
  (import "watt-0.5" "token_stream_serialize" (func $serialize (param i32) (result i32)))
  (import "watt-0.5" "token_stream_deserialize" (func $deserialize (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "\01\01\00\00\00\00\02\00\00\00\00\01\00\00\00x\02\01\00\00\00\06\00\00\00r#type\03=\00\00\00\01\01\00\00\00\03>\00\00\00\00\ff\ff\ff\ff\04\00\00\00\00\00\04\00\00\00\22\c3\a9\22\04\ff\ff\ff\ff\00\07\00\00\00-1.5f32\04\00\00\00\00\01\00\00\00\00\04\ff\ff\ff\ff\01\00\00\00\00\01\03\01\00\00\00\00\01\00\ff\ff\ff\ff\00\01\02\ff\ff\ff\ff\02\ff\ff\ff\ff\07\00\00\00gr\c3\b6\c3\9fe\00\00\02\ff\ff\ff\ff\01\00\00\00_\02\01\00\00\00\06\00\00\00$crate\00")
  (func (export "run") (param i32) (result i32)
    ;; Gives out the spans and the literal of the input.
    (drop (call $serialize (local.get 0)))
    (call $deserialize (i32.const 0) (i32.const 166)))
  ;; The module's own value of a stream is its handle.
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "bang:run:run\n"))
