;; Equal spans have equal handles, those the host makes anew among them.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; Two times `span_start` of the same span.
  (data (i32.const 0) "\13")
  (func (export "run") (param $def_site i32) (param i32 i32 i32) (result i32)
    (i32.store (i32.const 1) (local.get $def_site))
    (drop (call $call (i32.const 0) (i32.const 5) (i32.const 256) (i32.const 64)))
    (drop (call $call (i32.const 0) (i32.const 5) (i32.const 512) (i32.const 64)))
    (if (i32.eq (i32.load (i32.const 257)) (local.get $def_site)) (then unreachable))
    (if (i32.ne (i32.load (i32.const 257)) (i32.load (i32.const 513))) (then unreachable))
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
