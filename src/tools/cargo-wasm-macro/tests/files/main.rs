//! What is done with module files, for which no compiler is needed: each subcommand but `build` and
//! `verify`, and every way of using the program wrongly.

#[path = "../tool/mod.rs"]
mod tool;

mod annotate;
mod check;
mod compile;
mod expand;
mod inspect;
mod strip;
mod usage;

/// A module with everything that `inspect` shows and `strip` removes.
const FULL: &str = r#"
(module $full
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func $derive (export "derive") (param i32 i32 i32 i32) (result i32) (local.get 3))
  (func $attribute (export "attribute") (param i32 i32 i32 i32 i32) (result i32) (local.get 4))
  (@producers (language "Rust" "2024") (processed-by "rustc" "1.96.0"))
  (@custom ".debug_info" "\00\01")
  (@custom "other" "kept")
  (@custom ".rustc_proc_macro_decls" "abi:2\ncrate:full:2024\nderive:Full:derive:one,two\ndoc: Makes\\c all of it.\n\ndoc: And more.\nattr:full:attribute\ndeprecated:1.0.0:\nbang:full_bang:derive\n"))
"#;
