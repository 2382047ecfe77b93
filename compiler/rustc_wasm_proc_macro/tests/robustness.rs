//! Damaged modules: whatever their bytes are, they are read or refused, and run or fail. Code is
//! never changed where it is run, as nothing would stop an endless loop made so; neither are the
//! sizes of memories and tables, which nothing limits.

mod host;

use std::ops::Range;

use proptest::prelude::*;
use proptest::sample::Index;
use rustc_wasm_proc_macro::MacroCrate;
use wasmparser::Parser;

use host::{Span, Stream, TestHost};

/// A module with a section of each kind and no loop in its code.
const MODULE: &str = r#"
(module
  (type $unary (func (param i32 i32 i32 i32) (result i32)))
  (import "wasm_proc_macro" "call" (func $call (type $unary)))
  (import "wasm_proc_macro" "take_reply" (func $take_reply (param i32)))
  (import "wasm_proc_macro" "panic" (func $panic (param i32 i32 i32 i32 i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (type $unary)))
  (table 2 funcref)
  (elem (i32.const 0) $parse $print)
  (memory (export "memory") 1)
  (global $target (mut i32) (i32.const 1))
  ;; `ts_from_str`, and the only vector of an `fd_write`.
  (data (i32.const 0) "\09\08\00\00\00struct S")
  (data (i32.const 64) "\05\00\00\00\08\00\00\00")
  (func $parse (type $unary)
    (call $take_reply
      (i32.add
        (i32.const 200)
        (call $call (i32.const 0) (i32.const 13) (i32.const 128) (i32.const 4))))
    (i32.load (i32.const 208)))
  (func $print (type $unary)
    (drop (call $fd_write (i32.const 1) (i32.const 64) (i32.const 1) (i32.const 128)))
    (call $parse (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func (export "run") (type $unary)
    (call_indirect (type $unary)
      (local.get 0) (local.get 1) (local.get 2) (local.get 3) (global.get $target)))
  (func (export "fail") (param i32 i32 i32 i32 i32) (result i32)
    (call $panic (i32.const 5) (i32.const 8) (i32.const 1)
      (i32.const 0) (i32.const 0))
    unreachable)
  (func $start
    (global.set $target (i32.const 1)))
  (start $start)
  (@custom ".rustc_proc_macro_decls"
    "abi:2\ncrate:robust:2024\nfile:a.rs:md5=00:40:43:10:5/2:0/3\n"
    "derive:Run:run:helper\nat:0:1:2\ndoc: A\\cB\nattr:fail:fail\nbang:run:run\nquoted:0:0:4"))
"#;

fn module() -> Vec<u8> {
    wat::parse_str(MODULE).unwrap()
}

/// Where the sections are that cannot add code or sizes.
fn harmless_sections(module: &[u8]) -> Vec<Range<usize>> {
    const TABLES: u8 = 4;
    const MEMORIES: u8 = 5;
    const CODE: u8 = 10;
    let sections =
        Parser::new(0).parse_all(module).filter_map(|payload| payload.unwrap().as_section());
    sections
        .filter(|(id, _)| ![TABLES, MEMORIES, CODE].contains(id))
        .map(|(_, range)| range)
        .collect()
}

fn load(module: Vec<u8>) -> Result<MacroCrate, String> {
    MacroCrate::new(module).map_err(|error| format!("{error}; {}", error.help()))
}

/// Runs all macros, and says what came of each.
fn run(krate: &MacroCrate) -> Vec<String> {
    let stream = || Stream::parse("a + b", Span::INPUT).unwrap();
    let mut outcomes = Vec::new();
    for decl in &krate.decls().macros {
        let inputs = match decl.kind {
            rustc_wasm_proc_macro::MacroKind::Attr => vec![stream(), stream()],
            _ => vec![stream()],
        };
        outcomes.push(TestHost::default().expand(krate, &decl.name, inputs));
    }
    outcomes
}

#[test]
fn the_module_itself_works() {
    let outcomes = run(&load(module()).unwrap());
    let run = "struct@call_site S@call_site";
    assert_eq!(outcomes[0], format!("Run: {run}"));
    assert_eq!(outcomes[1], "fail panicked at : struct S");
    assert_eq!(outcomes[2], format!("run: {run}"));
    assert!(harmless_sections(&module()).len() >= 8);
}

#[test]
fn no_part_of_a_module_is_a_module() {
    let module = module();
    for len in 0..module.len() {
        // The macro list is the last section but for the names.
        let Ok(krate) = load(module[..len].to_vec()) else { continue };
        let names = harmless_sections(&module).pop().unwrap();
        assert!(len < names.start, "{len}");
        assert!(!run(&krate).is_empty());
    }
}

#[derive(Clone, Debug)]
enum Change {
    Set(Index, u8),
    Insert(Index, u8),
    Remove(Index),
    Truncate(Index),
}

impl Change {
    fn any() -> impl Strategy<Value = Change> {
        prop_oneof![
            4 => any::<(Index, u8)>().prop_map(|(index, byte)| Change::Set(index, byte)),
            2 => any::<(Index, u8)>().prop_map(|(index, byte)| Change::Insert(index, byte)),
            2 => any::<Index>().prop_map(Change::Remove),
            1 => any::<Index>().prop_map(Change::Truncate),
        ]
    }

    fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let len = bytes.len();
        match self {
            Change::Set(index, byte) => bytes[index.index(len)] = *byte,
            Change::Insert(index, byte) => bytes.insert(index.index(len), *byte),
            Change::Remove(index) => drop(bytes.remove(index.index(len))),
            Change::Truncate(index) => bytes.truncate(index.index(len)),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_modules_are_read_or_refused(changes in prop::collection::vec(Change::any(), 1..8)) {
        let mut module = module();
        changes.iter().for_each(|change| change.apply(&mut module));
        let _ = load(module);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..128)) {
        let header = b"\0asm\x01\0\0\0";
        let error = load([&header[..], &bytes].concat()).err();
        prop_assert!(error.is_some());
    }

    #[test]
    fn modules_changed_outside_of_their_code_run_or_fail(
        changes in prop::collection::vec(any::<(Index, Index, u8)>(), 1..4),
    ) {
        let mut module = module();
        let sections = harmless_sections(&module);
        for (section, index, byte) in changes {
            let range = section.get(&sections).clone();
            *index.get_mut(&mut module[range]) = byte;
        }
        if let Ok(krate) = load(module) {
            run(&krate);
        }
    }
}
