;; An attribute macro has its arguments as the first input and its item as the second.
;; RUN
(module
  (memory (export "memory") 1)
  (func (export "arguments") (param i32 i32 i32 i32 i32) (result i32)
    (local.get 3))
  (func (export "item") (param i32 i32 i32 i32 i32) (result i32)
    (local.get 4))
  (@custom ".rustc_proc_macro_decls" "abi:2\nattr:arguments:arguments\nattr:item:item\n"))
