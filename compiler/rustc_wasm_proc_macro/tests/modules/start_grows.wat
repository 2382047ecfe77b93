;; A start function that grows memory and table runs before the first macro, once.
;; RUN
(module
  (memory 1)
  (table $t 1 externref)
  (func $start
    (drop (memory.grow (i32.const 1)))
    (drop (table.grow $t (ref.null extern) (i32.const 4))))
  (start $start)
  (func $check (export "run") (param i32 i32 i32 i32) (result i32)
    (if (i32.ne (memory.size) (i32.const 2)) (then unreachable))
    (if (i32.ne (table.size $t) (i32.const 5)) (then unreachable))
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:first:run\nbang:second:run\n"))
