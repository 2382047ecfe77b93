//! What a module sees of the outside: that it depends on the host alone, and has an end.

mod host;

use rustc_wasm_proc_macro::{MacroCrate, Options, Statics};

use host::{Stream, TestHost};

/// `random` prints 8 random bytes. `open` opens a file until that fails, and prints the number of the
/// error and of the last descriptor.
const MODULE: &str = r#"
(module
  (import "wasi_snapshot_preview1" "random_get" (func $random_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open"
    (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasm_proc_macro" "print" (func $print (param i32 i32 i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "pkg/dir/yy")
  (func (export "random") (param i32 i32 i32 i32) (result i32)
    (drop (call $random_get (i32.const 0) (i32.const 8)))
    (call $print (i32.const 1) (i32.const 0) (i32.const 8))
    (i32.const 0))
  (func (export "open") (param i32 i32 i32 i32) (result i32)
    (loop
      (i32.store (i32.const 0)
        (call $path_open (i32.const 3) (i32.const 1) (i32.const 16) (i32.const 10) (i32.const 0)
          (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 4)))
      (br_if 0 (i32.eqz (i32.load (i32.const 0)))))
    (call $print (i32.const 1) (i32.const 0) (i32.const 8))
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:3\nbang:random:random\nbang:open:open"))
"#;

/// What a macro prints for a host with this seed.
fn printed(krate: &MacroCrate, name: &str, seed: u64) -> String {
    let mut host = TestHost { seed, ..TestHost::default() };
    assert_eq!(host.expand(krate, name, vec![Stream::default()]), format!("{name}:"));
    host.log.pop().unwrap()
}

fn krate() -> MacroCrate {
    let options = Options { statics: Statics::Fresh, ..Options::default() };
    MacroCrate::with_options(wat::parse_str(MODULE).unwrap(), options).unwrap()
}

#[test]
fn random_numbers_follow_from_the_crate_that_is_compiled() {
    let krate = krate();
    let [one, again, other] = [1, 1, 2].map(|seed| printed(&krate, "random", seed));
    assert_eq!(one, again);
    assert_ne!(one, other);
}

#[test]
fn not_everything_is_open_at_a_time() {
    // `mfile`, after 1,023 files besides the root.
    let last = 3 + 1023u32;
    let bytes: Vec<u8> = [33, last].into_iter().flat_map(u32::to_le_bytes).collect();
    let expected = format!("Stdout: \"{}\"", bytes.escape_ascii());
    assert_eq!(printed(&krate(), "open", 0), expected);
}
