;; The bytes of a stream in version 0.4 of watt. A group has one span.
;; RUN
(module
  (import "watt-0.4" "token_stream_serialize" (func $serialize (param i32) (result i32)))
  (import "watt-0.4" "bytes_len" (func $bytes_len (param i32) (result i32)))
  (import "watt-0.4" "bytes_read" (func $bytes_read (param i32 i32)))
  (import "watt-0.4" "string_new" (func $string_new (param i32 i32) (result i32)))
  (import "watt-0.4" "print_panic" (func $print_panic (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "0123456789abcdef")
  ;; Panics with the bytes of a stream in hexadecimal digits.
  (func (export "run") (param i32) (result i32)
    (local $len i32) (local $from i32) (local $to i32)
    (local.set 0 (call $serialize (local.get 0)))
    (local.set $len (call $bytes_len (local.get 0)))
    (call $bytes_read (local.get 0) (i32.const 0x1000))
    (local.set $from (i32.const 0x1000))
    (local.set $to (i32.const 0x2000))
    (loop
      (i32.store8 (local.get $to)
        (i32.load8_u (i32.shr_u (i32.load8_u (local.get $from)) (i32.const 4))))
      (i32.store8 offset=1 (local.get $to)
        (i32.load8_u (i32.and (i32.load8_u (local.get $from)) (i32.const 15))))
      (local.set $from (i32.add (local.get $from) (i32.const 1)))
      (local.set $to (i32.add (local.get $to) (i32.const 2)))
      (br_if 0 (local.tee $len (i32.sub (local.get $len) (i32.const 1)))))
    (call $print_panic
      (call $string_new (i32.const 0x2000) (i32.sub (local.get $to) (i32.const 0x2000))))
    unreachable)
  ;; The module's own value of a stream is its handle.
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  (@custom ".rustc_proc_macro_decls" "bang:run:run\n"))
