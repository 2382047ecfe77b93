//! How long the `static`s of a macro crate live: as long as the crate, unless an expansion fails or
//! runs inside of another one.

mod host;

use std::rc::Rc;

use rustc_wasm_proc_macro::{MacroCrate, Options};

use host::{Stream, TestHost, load};

/// `count` returns the number of expansions that this instance has seen, a digit in its memory.
/// `nest` counts, too, and returns what the host makes of `ts_expand_expr`, if anything.
const COUNTER: &str = r#"
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; `ts_from_str` of a digit, and at 16 `ts_expand_expr`.
  (data (i32.const 0) "\09\01\00\00\000")
  (data (i32.const 16) "\08")
  (func $increment
    (i32.store8 (i32.const 5) (i32.add (i32.load8_u (i32.const 5)) (i32.const 1))))
  (func (export "count") (param i32 i32 i32 i32) (result i32)
    (call $increment)
    (drop (call $call (i32.const 0) (i32.const 6) (i32.const 256) (i32.const 64)))
    (i32.load (i32.const 258)))
  (func (export "nest") (param i32 i32 i32 i32) (result i32)
    (call $increment)
    (i32.store (i32.const 17) (local.get 3))
    (drop (call $call (i32.const 16) (i32.const 5) (i32.const 256) (i32.const 64)))
    (if (i32.load8_u (i32.const 257)) (then (return (i32.const 0))))
    (i32.load (i32.const 258)))
  (func (export "crash") (param i32 i32 i32 i32) (result i32)
    unreachable)
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:count:count\nbang:nest:nest\nbang:crash:crash"))
"#;

fn counter() -> MacroCrate {
    load(wat::parse_str(COUNTER).unwrap(), Options::default()).unwrap()
}

fn expand(host: &mut TestHost, krate: &MacroCrate, name: &str) -> String {
    host.expand(krate, name, vec![Stream::default()])
}

#[test]
fn statics_keep_their_values_between_expansions() {
    let (krate, mut host) = (counter(), TestHost::default());
    assert_eq!(expand(&mut host, &krate, "count"), "count: 1@call_site");
    assert_eq!(expand(&mut host, &krate, "count"), "count: 2@call_site");
    assert_eq!(expand(&mut TestHost::default(), &krate, "count"), "count: 3@call_site");
    assert_eq!(expand(&mut host, &counter(), "count"), "count: 1@call_site");
}

#[test]
fn a_failed_expansion_takes_the_statics_with_it() {
    let (krate, mut host) = (counter(), TestHost::default());
    assert_eq!(expand(&mut host, &krate, "count"), "count: 1@call_site");
    assert_eq!(
        expand(&mut host, &krate, "crash"),
        "crash failed: the module trapped: wasm `unreachable` instruction executed, in `crash` at \
         offset 0xb7 (macro `crash`)"
    );
    assert_eq!(expand(&mut host, &krate, "count"), "count: 1@call_site");
    assert_eq!(expand(&mut host, &krate, "count"), "count: 2@call_site");
}

#[test]
fn a_nested_expansion_has_statics_of_its_own() {
    let krate = Rc::new(counter());
    let mut host = TestHost { nested: Some((krate.clone(), "count")), ..TestHost::default() };
    assert_eq!(expand(&mut host, &krate, "count"), "count: 1@call_site");
    assert_eq!(expand(&mut host, &krate, "nest"), "nest: 1@call_site");
    // The outer expansion was the second of its instance, which goes on.
    assert_eq!(expand(&mut host, &krate, "count"), "count: 3@call_site");
}

#[test]
fn a_nested_expansion_that_fails_leaves_the_outer_one_alone() {
    let krate = Rc::new(counter());
    let mut host = TestHost { nested: Some((krate.clone(), "crash")), ..TestHost::default() };
    assert_eq!(expand(&mut host, &krate, "count"), "count: 1@call_site");
    assert_eq!(expand(&mut host, &krate, "nest"), "nest:");
    assert_eq!(expand(&mut host, &krate, "count"), "count: 3@call_site");
}

#[test]
fn an_expansion_may_run_another_crate_inside() {
    let (krate, other) = (counter(), Rc::new(counter()));
    let mut host = TestHost { nested: Some((other.clone(), "count")), ..TestHost::default() };
    assert_eq!(expand(&mut host, &other, "count"), "count: 1@call_site");
    assert_eq!(expand(&mut host, &krate, "nest"), "nest: 2@call_site");
    assert_eq!(expand(&mut host, &krate, "count"), "count: 2@call_site");
}

#[test]
fn threads_can_share_a_crate() {
    let krate = counter();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..2 {
                    let outcome = expand(&mut TestHost::default(), &krate, "count");
                    assert!(outcome.starts_with("count: "), "{outcome}");
                }
            });
        }
    });
}
