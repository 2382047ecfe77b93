//! What a module sees of the outside: that it depends on the host alone, and has an end.

mod host;

use rustc_wasm_proc_macro::{Limits, MacroCrate, Options, Statics};

use host::{Stream, TestHost, load};

/// `random` prints 8 random bytes. `open` opens a file until that fails, and prints the number of the
/// error and of the last descriptor. `list` lists a directory in parts of 2,048 entries of 32 bytes, and
/// prints how many bytes they had together. `links` does so with one that has links only.
const MODULE: &str = r#"
(module
  (import "wasi_snapshot_preview1" "random_get" (func $random_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open"
    (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_readdir"
    (func $fd_readdir (param i32 i32 i32 i64 i32) (result i32)))
  (import "wasm_proc_macro" "print" (func $print (param i32 i32 i32)))
  (memory (export "memory") 2)
  (data (i32.const 16) "pkg/dir/yy")
  (data (i32.const 32) "pkg/manypkg/link")
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
  (func (export "list") (param i32 i32 i32 i32) (result i32) (call $list (i32.const 32)))
  (func (export "links") (param i32 i32 i32 i32) (result i32) (call $list (i32.const 40)))
  (func $list (param $path i32) (result i32) (local $sum i32)
    (if (call $path_open (i32.const 3) (i32.const 1) (local.get $path) (i32.const 8) (i32.const 2)
        (i64.const 0) (i64.const 0) (i32.const 0) (i32.const 4))
      (then unreachable))
    (loop
      (if (call $fd_readdir (i32.load (i32.const 4)) (i32.const 65536) (i32.const 65536)
          (i64.extend_i32_u (i32.div_u (local.get $sum) (i32.const 32))) (i32.const 8))
        (then unreachable))
      (local.set $sum (i32.add (local.get $sum) (i32.load (i32.const 8))))
      (br_if 0 (i32.load (i32.const 8))))
    (i32.store (i32.const 0) (local.get $sum))
    (call $print (i32.const 1) (i32.const 0) (i32.const 4))
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:3\nbang:random:random\nbang:open:open\nbang:list:list\nbang:links:links"))
"#;

/// What a macro prints for a host with this seed.
fn printed(krate: &MacroCrate, name: &str, seed: u64) -> String {
    let mut host = TestHost { seed, ..TestHost::default() };
    assert_eq!(host.expand(krate, name, vec![Stream::default()]), format!("{name}:"));
    host.log.pop().unwrap()
}

fn krate() -> MacroCrate {
    with_limits(Limits::default())
}

fn with_limits(limits: Limits) -> MacroCrate {
    let options = Options { statics: Statics::Fresh, limits, ..Options::default() };
    load(wat::parse_str(MODULE).unwrap(), options).unwrap()
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

#[test]
fn directory_with_a_million_entries_can_be_listed() {
    let bytes = 32_000_000u32.to_le_bytes();
    assert_eq!(printed(&krate(), "list", 0), format!("Stdout: \"{}\"", bytes.escape_ascii()));
}

#[test]
fn directory_with_a_million_entries_counts_towards_the_limits() {
    for option in ["output=16M", "fuel=500M"] {
        let mut limits = Limits::default();
        limits.set(option).unwrap();
        let outcome =
            TestHost::default().expand(&with_limits(limits), "list", vec![Stream::default()]);
        let (name, _) = option.split_once('=').unwrap();
        assert!(outcome.starts_with("list failed: ") && outcome.contains(name), "{outcome}");
    }
}

#[test]
fn links_that_are_not_listed_cost_fuel_as_well() {
    let outcome = |option| {
        let mut limits = Limits::default();
        limits.set(option).unwrap();
        TestHost::default().expand(&with_limits(limits), "links", vec![Stream::default()])
    };
    assert_eq!(outcome("fuel=35G"), "links:");
    assert!(outcome("fuel=10G").contains("fuel"), "{}", outcome("fuel=10G"));
}
