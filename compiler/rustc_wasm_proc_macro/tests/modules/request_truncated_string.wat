;; A string is not longer than the request.
;; RUN
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; `track_path` of 9 bytes, of which there are 8.
  (data (i32.const 0) "\02\09\00\00\00path.txt")
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (drop (call $call (i32.const 0) (i32.const 13) (i32.const 256) (i32.const 64)))
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
