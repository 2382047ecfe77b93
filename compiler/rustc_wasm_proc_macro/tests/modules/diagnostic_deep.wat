;; A diagnostic may have children 64 levels deep.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; `emit_diagnostic` of errors of 13 bytes each without text or spans, with one child in all but
  ;; the last.
  (data (i32.const 0) "\04")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (local $end i32)
    (loop $next
      (i32.store8 offset=10 (local.get $end) (i32.const 1))
      (local.set $end (i32.add (local.get $end) (i32.const 13)))
      (br_if $next (i32.lt_u (local.get $end) (i32.const 832))))
    (drop
      (call $call (i32.const 0) (i32.const 846) (i32.const 4096) (i32.const 64)))
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
