//! Damaged modules: whatever their bytes are, they are read or refused, and run or fail. Code is
//! never changed where it is run, as nothing would stop an endless loop made so; neither are the
//! sizes of memories and tables, which nothing limits.

mod host;

use std::ops::Range;

use proptest::prelude::*;
use proptest::sample::Index;
use rustc_wasm_proc_macro::{MacroCrate, Options};
use wasmparser::Parser;

use host::{Span, TestHost, parse};

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
    host::load(module, Options::default()).map_err(|error| format!("{error}; {}", error.help()))
}

/// Runs all macros, and says what came of each.
fn run(krate: &MacroCrate) -> Vec<String> {
    let stream = || parse("a + b", Span::INPUT).unwrap();
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

/// The interpreter translates a function when it is first called, and has no block open behind the last `end`.
#[test]
fn instructions_behind_the_end_of_a_function_are_invalid() {
    let space = "nop ".repeat(24);
    let module = wat::parse_str(format!(
        "(module (memory (export \"memory\") 1) (table 1 funcref) (global i32 (i32.const 0)) \
         (data \"a\") (elem func) (func $f) \
         (func (export \"run\") (param i32 i32 i32 i32) (result i32) (i32.const 0) {space}) \
         (@custom \".rustc_proc_macro_decls\" \"abi:2\\ncrate:end:2024\\nbang:run:run\"))"
    ));
    let module = module.unwrap();
    let body = [&[0x41, 0][..], &[1; 24], &[0x0b]].concat();
    let at = module.windows(body.len()).position(|window| window == body).unwrap();
    let instructions: [&[u8]; 30] = [
        &[0x41, 0],                                                  // i32.const
        &[0x42, 0],                                                  // i64.const
        &[0x43, 0, 0, 0, 0],                                         // f32.const
        &[0x44, 0, 0, 0, 0, 0, 0, 0, 0],                             // f64.const
        &[0xfd, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], // v128.const
        &[0x20, 0],                                                  // local.get
        &[0x41, 0, 0x21, 0],                                         // local.set
        &[0x23, 0],                                                  // global.get
        &[0xd0, 0x70],                                               // ref.null
        &[0x3f, 0],                                                  // memory.size
        &[0x41, 0, 0x40, 0],                                         // memory.grow
        &[0xfc, 16, 0],                                              // table.size
        &[0xfc, 9, 0],                                               // data.drop
        &[0xfc, 13, 0],                                              // elem.drop
        &[0x10, 0],                                                  // call
        &[0x12, 0],                                                  // return_call
        &[0x41, 0, 0x11, 0, 0],                                      // call_indirect
        &[0x00],                                                     // unreachable
        &[0x01],                                                     // nop
        &[0x02, 0x40],                                               // block
        &[0x02, 0x40, 0x0b],                                         // block and its end
        &[0x03, 0x40, 0x0c, 0, 0x0b],                                // an endless loop
        &[0x41, 0, 0x04, 0x40, 0x05, 0x0b],                          // if, else
        &[0x05],                                                     // else
        &[0x0b],                                                     // end
        &[0x0c, 0],                                                  // br
        &[0x0f],                                                     // return
        &[0x41, 0, 0x1a],                                            // drop
        &[0x41, 0, 0x41, 0, 0x6a],                                   // i32.add
        &[0x41, 0, 0x28, 0, 0],                                      // i32.load
    ];
    for some in instructions {
        let mut module = module.clone();
        module[at + 2] = 0x0b;
        module[at + 3..][..some.len()].copy_from_slice(some);
        let outcome = run(&load(module).unwrap()).concat();
        assert!(
            outcome.starts_with("run failed: the module cannot be run: "),
            "{some:x?}: {outcome}"
        );
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
