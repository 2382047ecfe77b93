//! What depends on earlier expansions, how that is found, and what keeps expansions apart.

mod host;

use std::rc::Rc;

use rustc_wasm_proc_macro::{ExpandError, Impurity, Limits, MacroCrate, Options, Statics};

use host::{Stream, TestHost, load};

/// `count` returns the number of expansions that this instance has seen, and `constant` always the
/// same. `swap` returns one of two streams, in turns. `spin` uses some fuel, and then has the
/// compiler expand something. `panic` panics in a function inside of another.
const MODULE: &str = r#"
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (import "wasm_proc_macro" "panic" (func $panic (param i32 i32 i32 i32 i32)))
  (memory (export "memory") 1)
  ;; `ts_from_str` of a digit, and at 16 `ts_expand_expr`.
  (data (i32.const 0) "\09\01\00\00\000")
  (data (i32.const 16) "\08")
  (global $seen (mut i32) (i32.const 0))
  (func $digit (result i32)
    (drop (call $call (i32.const 0) (i32.const 6) (i32.const 256) (i32.const 64)))
    (i32.load (i32.const 258)))
  (func (export "constant") (param i32 i32 i32 i32) (result i32)
    (call $digit))
  (func (export "count") (param i32 i32 i32 i32) (result i32)
    (i32.store8 (i32.const 5) (i32.add (i32.load8_u (i32.const 5)) (i32.const 1)))
    (call $digit))
  (func (export "swap") (param i32 i32 i32 i32) (result i32)
    (global.set $seen (i32.xor (global.get $seen) (i32.const 1)))
    (select (call $digit) (call $digit) (global.get $seen)))
  (func (export "spin") (param i32 i32 i32 i32) (result i32)
    (local i32)
    (local.set 4 (i32.const 1000))
    (loop
      (local.set 4 (i32.sub (local.get 4) (i32.const 1)))
      (br_if 0 (local.get 4)))
    (i32.store (i32.const 17) (local.get 3))
    (drop (call $call (i32.const 16) (i32.const 5) (i32.const 256) (i32.const 64)))
    (i32.const 0))
  (func $inner (export "inner")
    (call $panic (i32.const 5) (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 0))
    unreachable)
  (func (export "panic") (param i32 i32 i32 i32) (result i32)
    (call $inner)
    (i32.const 0))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:constant:constant\nbang:count:count\nbang:swap:swap\nbang:spin:spin\nbang:panic:panic"))
"#;

fn krate(options: Options) -> MacroCrate {
    load(wat::parse_str(MODULE).unwrap(), options).unwrap()
}

fn compare(krate: &MacroCrate, name: &str) -> Option<Impurity> {
    let decl = krate.decls().macros.iter().find(|decl| decl.name == name).unwrap();
    let mut host = TestHost::default();
    let result = krate.expand_and_compare(&mut host, decl, vec![Stream::default()]);
    result.unwrap().1
}

#[test]
fn what_does_not_change_is_pure() {
    for statics in [Statics::Shared, Statics::Fresh] {
        let krate = krate(Options { statics, ..Options::default() });
        for _ in 0..3 {
            assert_eq!(compare(&krate, "constant"), None);
        }
    }
}

#[test]
fn what_counts_its_expansions_is_not_pure() {
    let krate = krate(Options::default());
    // The first one is like one in a new instance.
    assert_eq!(compare(&krate, "count"), None);
    let impurity = compare(&krate, "count").unwrap();
    let method = "`ts_from_str` with \"\\t\\x01\\x00\\x00\\x00";
    assert_eq!(
        impurity.to_string(),
        format!(
            "request 0 differs: first {method}2\" around byte 5, then {method}1\" around byte 5"
        )
    );
}

#[test]
fn what_returns_another_stream_is_not_pure() {
    let krate = krate(Options::default());
    assert_eq!(compare(&krate, "swap"), None);
    assert_eq!(compare(&krate, "swap"), Some(Impurity::Result));
    assert_eq!(compare(&krate, "swap"), None);
}

#[test]
fn fresh_statics_make_everything_pure() {
    let krate = krate(Options { statics: Statics::Fresh, ..Options::default() });
    for _ in 0..3 {
        assert_eq!(compare(&krate, "count"), None);
        assert_eq!(compare(&krate, "swap"), None);
        let outcome = TestHost::default().expand(&krate, "count", vec![Stream::default()]);
        assert_eq!(outcome, "count: 1@call_site");
    }
}

/// The same macro expands itself inside of itself. Each expansion uses less than the limit, all of
/// them together use more.
#[test]
fn expansions_inside_share_the_fuel_of_the_outermost() {
    let mut limits = Limits::default();
    limits.set("fuel=50K").unwrap();
    let krate = Rc::new(krate(Options { limits, ..Options::default() }));
    let expand = |nested| {
        let mut host = TestHost { nested, ..TestHost::default() };
        host.expand(&krate, "spin", vec![Stream::default()])
    };
    assert_eq!(expand(None), "spin:");
    assert_eq!(expand(Some((krate.clone(), "constant"))), "spin:");
    let outcome = expand(Some((krate.clone(), "spin")));
    assert!(
        outcome.starts_with("spin failed: the limit `fuel` of 50K units is reached"),
        "{outcome}"
    );
    // Nothing of that is left over.
    assert_eq!(expand(None), "spin:");
}

#[test]
fn a_panic_has_a_trace_if_it_is_asked_for() {
    for backtrace in [false, true] {
        let krate = krate(Options { backtrace, ..Options::default() });
        let decl = krate.decls().macros.iter().find(|decl| decl.name == "panic").unwrap();
        let error = krate.expand(&mut TestHost::default(), decl, vec![Stream::default()]);
        let Err(ExpandError::Panic(panic)) = error else { panic!("no panic") };
        assert_eq!(panic.message.as_deref(), Some("0"));
        let names: Vec<_> = panic.trace.frames().iter().map(|frame| frame.name.clone()).collect();
        if backtrace {
            assert_eq!(names, [Some("inner".to_owned()), Some("panic".to_owned())]);
            let lines = panic.trace.to_string();
            assert!(lines.starts_with("   0: in `inner` at offset 0x"), "{lines}");
            assert!(lines.contains("\n   1: in `panic` at offset 0x"), "{lines}");
        } else {
            assert!(names.is_empty());
        }
    }
}
