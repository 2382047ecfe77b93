;; The text of each form of literal, as it was written.
;; RUN
(module
  (import "watt-0.5" "token_stream_serialize" (func $serialize (param i32) (result i32)))
  (import "watt-0.5" "token_stream_parse" (func $parse (param i32 i32) (result i32)))
  (import "watt-0.5" "literal_to_string" (func $literal_to_string (param i32) (result i32)))
  (import "watt-0.5" "string_new" (func $string_new (param i32 i32) (result i32)))
  (import "watt-0.5" "string_len" (func $string_len (param i32) (result i32)))
  (import "watt-0.5" "string_read" (func $string_read (param i32 i32)))
  (import "watt-0.5" "print_panic" (func $print_panic (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "1 2.5f32 'a' b'\5cn' \22s\5c\22\22 r#\22r\22# b\22b\22 br##\22x\22## c\22c\22 0xffu8")
  ;; Panics with the text of all of them.
  (func (export "run") (param i32) (result i32)
    (local $literal i32) (local $string i32) (local $to i32)
    (drop (call $serialize (call $parse (i32.const 0) (i32.const 58))))
    (local.set $to (i32.const 0x1000))
    (loop
      (local.set $string (call $literal_to_string (local.get $literal)))
      (call $string_read (local.get $string) (local.get $to))
      (local.set $to (i32.add (local.get $to) (call $string_len (local.get $string))))
      (i32.store8 (local.get $to) (i32.const 32))
      (local.set $to (i32.add (local.get $to) (i32.const 1)))
      (local.set $literal (i32.add (local.get $literal) (i32.const 1)))
      (br_if 0 (i32.lt_u (local.get $literal) (i32.const 10))))
    (call $print_panic
      (call $string_new (i32.const 0x1000) (i32.sub (local.get $to) (i32.const 0x1000))))
    unreachable)
  ;; The module's own value of a stream is its handle.
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "bang:run:run\n"))
