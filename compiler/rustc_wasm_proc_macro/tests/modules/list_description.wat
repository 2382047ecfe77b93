;; What is said before the first macro is said of the crate.
;; RUN
(module
  (@custom ".rustc_proc_macro_decls"
    "abi:3\ncrate:name:2024\nfile:a.rs:md5=00:40:40:::\nat:0:0:40\ndoc: Nothing.\ndeprecated::\nmeta:doc(hidden)\n"
    "bang:run:run\nat:0:1:2\ndoc: Returns its input.\nmeta:allow_internal_unstable(never_type)\n"
    "configured_out:gone:feature:0:1:2:::\n")
  (memory (export "memory") 1)
  (func (export "run") (param i32 i32 i32 i32) (result i32)
    (local.get 3)))
