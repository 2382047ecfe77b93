;; A group keeps its delimiter, its stream and its three spans, both to and from the host.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; `ts_from_token_tree` of a group in brackets, then its stream, open, close and entire.
  (data (i32.const 0) "\0b\00\02\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00")
  (func $to_host (export "to_host") (param $def_site i32) (param $call_site i32)
    (param $mixed_site i32) (param $input i32) (result i32)
    (i32.store (i32.const 4) (local.get $input))
    (i32.store (i32.const 8) (local.get $def_site))
    (i32.store (i32.const 12) (local.get $call_site))
    (i32.store (i32.const 16) (local.get $mixed_site))
    (drop (call $call (i32.const 0) (i32.const 20) (i32.const 256) (i32.const 64)))
    (i32.load (i32.const 257)))
  (func (export "from_host") (param i32 i32 i32 i32) (result i32)
    ;; `ts_into_trees`, whose reply has the tree at its byte 5, and `ts_from_token_tree` of that.
    (i32.store8 (i32.const 512) (i32.const 14))
    (i32.store (i32.const 513)
      (call $to_host (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
    (drop (call $call (i32.const 512) (i32.const 5) (i32.const 1024) (i32.const 64)))
    (i32.store8 (i32.const 1028) (i32.const 11))
    (drop (call $call (i32.const 1028) (i32.const 20) (i32.const 256) (i32.const 64)))
    (i32.load (i32.const 257)))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:to_host:to_host\nbang:from_host:from_host\n"))
