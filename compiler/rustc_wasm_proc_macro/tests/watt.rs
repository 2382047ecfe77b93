//! Modules for watt beside what they do in `tests/modules`: how long their `static`s live, what is
//! found impure in them, lists of macros that are not in the module, and expansions inside of others.

mod host;

use std::rc::Rc;

use rustc_wasm_proc_macro::{
    Abi, MacroCrate, MacroList, Module, ModuleErrorKind, Options, Statics, WattVersion,
};

use host::{Span, Stream, TestHost, load, load_with_list, parse};

/// `count` returns the number of expansions that this instance has seen, `again` too. `crash` traps,
/// and `read` returns the input by way of bytes.
const MODULE: &str = r#"
  (import "watt-0.5" "token_stream_serialize" (func $serialize (param i32) (result i32)))
  (import "watt-0.5" "token_stream_parse" (func $parse (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "0")
  (func (export "raw_to_token_stream") (param i32) (result i32)
    (local.get 0))
  (func (export "token_stream_into_raw") (param i32) (result i32)
    (local.get 0))
  (func $count (export "count") (export "again") (param i32) (result i32)
    (i32.store8 (i32.const 0) (i32.add (i32.load8_u (i32.const 0)) (i32.const 1)))
    (call $parse (i32.const 0) (i32.const 1)))
  (func (export "crash") (param i32) (result i32)
    (drop (call $serialize (local.get 0)))
    unreachable)
  (func (export "item") (param i32 i32) (result i32)
    (local.get 1))"#;

const LIST: &str =
    "bang:count:count\nbang:again:again\nderive:Crash:crash:helper\nattr:item:item\n";

fn bytes(list: &str) -> Vec<u8> {
    let list = match list {
        "" => String::new(),
        list => format!("(@custom \".rustc_proc_macro_decls\" {list:?})"),
    };
    wat::parse_str(format!("(module {MODULE} {list})")).unwrap()
}

fn krate(statics: Statics) -> MacroCrate {
    load(bytes(LIST), Options { statics, ..Options::default() }).unwrap()
}

fn expand(krate: &MacroCrate, name: &str) -> String {
    TestHost::default().expand(krate, name, vec![Stream::default()])
}

#[test]
fn the_macros_of_a_module_share_its_statics() {
    let krate = krate(Statics::Shared);
    assert_eq!(expand(&krate, "count"), "count: 1@call_site");
    assert_eq!(expand(&krate, "again"), "again: 2@call_site");
    assert_eq!(expand(&krate, "count"), "count: 3@call_site");
}

#[test]
fn a_failed_expansion_takes_the_statics_with_it() {
    let krate = krate(Statics::Shared);
    assert_eq!(expand(&krate, "count"), "count: 1@call_site");
    let outcome = expand(&krate, "Crash");
    let expected = "Crash failed: the module trapped: wasm `unreachable` instruction executed, \
                    in `crash` at offset ";
    assert!(outcome.starts_with(expected), "{outcome}");
    assert_eq!(expand(&krate, "count"), "count: 1@call_site");
}

#[test]
fn statics_can_be_new_in_each_expansion() {
    let krate = krate(Statics::Fresh);
    for name in ["count", "again", "count"] {
        assert_eq!(expand(&krate, name), format!("{name}: 1@call_site"));
    }
}

#[test]
fn what_depends_on_earlier_expansions_is_found() {
    let krate = krate(Statics::Shared);
    let compare = || {
        let decl = krate.decls().macros.iter().find(|decl| decl.name == "count").unwrap();
        let result =
            krate.expand_and_compare(&mut TestHost::default(), decl, vec![Stream::default()]);
        result.unwrap().1.map(|impurity| impurity.to_string())
    };
    assert_eq!(compare(), None);
    let method = "`token_stream_parse` with \"\\x82";
    assert_eq!(
        compare().unwrap(),
        format!(
            "request 0 differs: first {method}2\" around byte 1, then {method}1\" around byte 1"
        )
    );
}

#[test]
fn a_list_beside_the_module_is_as_good_as_one_in_it() {
    let list = MacroList::parse(&LIST.replace('\n', ";")).unwrap();
    let krate = load_with_list(bytes(""), Some(&list), Options::default()).unwrap();
    assert_eq!(krate.decls().macros, self::krate(Statics::Shared).decls().macros);
    assert_eq!(expand(&krate, "count"), "count: 1@call_site");
    let inputs = ["x", "y"].map(|text| parse(text, Span::INPUT).unwrap());
    let outcome = TestHost::default().expand(&krate, "item", inputs.to_vec());
    assert_eq!(outcome, "item: y");
}

#[test]
fn a_list_beside_the_module_has_to_fit() {
    let load = |bytes: Vec<u8>, list: &str| {
        let list = MacroList::parse(list).unwrap();
        let error = load_with_list(bytes, Some(&list), Options::default()).err().unwrap();
        error.to_string()
    };
    assert_eq!(
        load(bytes(""), "bang:a:missing"),
        "the module exports no function `missing` for its macro `a`"
    );
    assert_eq!(
        load(bytes(""), "attr:a:count"),
        "the function `count` of the macro `a` does not take 2 `i32` and return one"
    );
    assert_eq!(
        load(bytes(LIST), "bang:a:count"),
        "the module lists its macros itself, so that nobody else can"
    );
    let other = r#"(module
        (import "wasm_proc_macro" "take_reply" (func (param i32)))
        (func (export "f") (param i32 i32 i32 i32) (result i32) (local.get 3)))"#;
    assert!(load(wat::parse_str(other).unwrap(), "bang:f:f").contains("an unstated version"));
}

#[test]
fn modules_are_told_apart_by_their_imports() {
    let abi = |bytes: Vec<u8>| Module::new(bytes, &Default::default()).unwrap().abi();
    assert_eq!(abi(bytes(LIST)), Abi::Watt(WattVersion::V0_5));
    let text = format!("(module {MODULE})").replace("0.5", "0.4");
    let error = Module::new(wat::parse_str(text).unwrap(), &Default::default()).err().unwrap();
    let ModuleErrorKind::NotListed { candidates } = error.kind() else { panic!("{error}") };
    let candidates: Vec<_> =
        candidates.iter().map(|found| (&*found.function, found.is_attribute)).collect();
    let expected = [("again", false), ("count", false), ("crash", false), ("item", true)];
    assert_eq!(candidates, expected);
}

/// A macro of the other ABI has the compiler expand one of a module for watt, which is the same as
/// one that expands by itself.
#[test]
fn an_expansion_can_be_inside_of_another() {
    let outer = r#"(module
        (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
        (memory (export "memory") 1)
        (data (i32.const 0) "\08")
        (func (export "outer") (param i32 i32 i32 i32) (result i32)
          (i32.store (i32.const 1) (local.get 3))
          (drop (call $call (i32.const 0) (i32.const 5) (i32.const 256) (i32.const 64)))
          (i32.load (i32.const 258)))
        (@custom ".rustc_proc_macro_decls" "abi:2\nbang:outer:outer\n"))"#;
    let outer = load(wat::parse_str(outer).unwrap(), Options::default()).unwrap();
    let inner = Rc::new(krate(Statics::Shared));
    assert_eq!(expand(&inner, "count"), "count: 1@call_site");
    let nested = Some((inner.clone(), "count"));
    let mut host = TestHost { nested, ..TestHost::default() };
    let outcome = host.expand(&outer, "outer", vec![Stream::default()]);
    assert_eq!(outcome, "outer: 2@call_site");
    assert_eq!(expand(&inner, "count"), "count: 3@call_site");
}
