;; A macro is told variables one by one or all at once, and the current directory; what is not shown is absent.
;; RUN
(module
  (import "wasm_proc_macro" "env_var" (func $env_var (param i32 i32 i32 i32) (result i32)))
  (import "wasm_proc_macro" "env_vars" (func $env_vars (param i32 i32) (result i32)))
  (import "wasm_proc_macro" "current_dir" (func $current_dir (param i32 i32) (result i32)))
  (import "wasm_proc_macro" "take_reply" (func $take_reply (param i32)))
  (import "wasm_proc_macro" "print" (func $print (param i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "CARGO_PKG_NAME" "SECRET" "NONE")
  (global $early (mut i32) (i32.const 0))
  ;; Constructors see the same.
  (func (export "_initialize")
    (global.set $early (call $env_var (i32.const 0) (i32.const 14) (i32.const 64) (i32.const 64))))
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (call $expect (global.get $early) (i32.const 7))
    (call $show (call $env_var (i32.const 0) (i32.const 14) (i32.const 256) (i32.const 64)))
    (call $expect
      (call $env_var (i32.const 14) (i32.const 6) (i32.const 256) (i32.const 64)) (i32.const -1))
    (call $expect
      (call $env_var (i32.const 20) (i32.const 4) (i32.const 256) (i32.const 64)) (i32.const -1))
    (call $show (call $current_dir (i32.const 256) (i32.const 64)))
    ;; There is too little room.
    (call $expect (call $env_vars (i32.const 256) (i32.const 58)) (i32.const 59))
    (call $take_reply (i32.const 256))
    (call $show (i32.const 59))
    (i32.const 0))
  (func $show (param $len i32)
    (call $print (i32.const 1) (i32.const 256) (local.get $len)))
  (func $expect (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then unreachable)))
  (@custom ".rustc_proc_macro_decls" "abi:3\nbang:run:run\n"))
