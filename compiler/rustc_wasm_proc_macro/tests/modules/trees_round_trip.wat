;; Streams taken apart by `ts_into_trees` are the same when put together again.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; `ts_from_str` of every kind of token and literal.
  (data (i32.const 0)
    "\09X\00\00\00a r#b <<= ( { [ ] } ) b'b' 'c' 1u8 1.5f32 \22"
    "d\22 r##\22e\22## b\22f\22 br#\22g\22# c\22h\22 cr#\22i\22# \22j\22k 'l")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (call $rebuild (local.get 3)))
  (func (export "all") (param i32 i32 i32 i32) (result i32)
    (drop (call $call (i32.const 0) (i32.const 93) (i32.const 256) (i32.const 64)))
    (call $rebuild (i32.load (i32.const 258))))
  (func $rebuild (param $stream i32) (result i32)
    (local $len i32)
    (i32.store8 (i32.const 512) (i32.const 14))
    (i32.store (i32.const 513) (local.get $stream))
    ;; The reply, its first byte replaced, is the end of a `ts_concat_trees` without a base.
    (local.set $len
      (call $call (i32.const 512) (i32.const 5) (i32.const 1025) (i32.const 4096)))
    (i32.store16 (i32.const 1024) (i32.const 0x010c))
    (drop
      (call $call
        (i32.const 1024) (i32.add (local.get $len) (i32.const 1)) (i32.const 256) (i32.const 64)))
    (i32.load (i32.const 257)))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\nbang:all:all\n"))
