;; `_initialize` is called before the first expansion and not again.
;; RUN
(module
  (memory (export "memory") 1)
  (global $count (mut i32) (i32.const 0))
  (func (export "_initialize")
    (global.set $count (i32.add (global.get $count) (i32.const 1))))
  ;; The input if the count is 1.
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (if (i32.ne (global.get $count) (i32.const 1)) (then unreachable))
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:first:run\nbang:second:run\n"))
