;; An indirect call of no function traps.
;; RUN
(module
  (memory (export "memory") 1)
  (type $nullary (func (result i32)))
  (table 2 funcref)
  (elem (i32.const 0) $other)
  (func $other (param i32) (result i32)
    (local.get 0))
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (call_indirect (type $nullary) (i32.const 1)))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))
