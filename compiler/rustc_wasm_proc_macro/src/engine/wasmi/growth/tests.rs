//! Which instructions are taken for growth, in functions made at random.

use proptest::prelude::*;
use wasmparser::Parser;

use super::*;
use crate::engine::wasmi::rewrite::rewrite;

/// Instructions that grow something, also with more bytes than they need, and others that have the
/// same bytes in them.
const INSTRUCTIONS: &[&[u8]] = &[
    &[0x40, 0x00],
    &[0x40, 0x80, 0x00],
    &[0xfc, 0x0f, 0x00],
    &[0xfc, 0x8f, 0x00, 0x00],
    &[0xfc, 0x8f, 0x80, 0x00, 0x80, 0x00],
    &[0xfc, 0x10, 0x00],
    &[0x3f, 0x00],
    &[0x02, 0x40, 0x00, 0x0b],
    &[0x41, 0xc0, 0x00],
    &[0x20, 0x40],
    &[0x00],
    &[0x41, 0xfc, 0x0f],
    &[0x28, 0x02, 0x40],
    &[0x80],
];

fn module(functions: &[Vec<u8>]) -> Vec<u8> {
    let count = u8::try_from(functions.len()).unwrap();
    let mut code = vec![count];
    for instructions in functions {
        let body = [&[0][..], instructions, &[0x0b]].concat();
        body.encode(&mut code);
    }
    let mut module = b"\0asm\x01\0\0\0".to_vec();
    let types = vec![1, 0x60, 0, 0];
    let indices = [vec![count], vec![0; functions.len()]].concat();
    let (tables, memories) = (vec![1, 0x70, 1, 2, 5], vec![1, 1, 1, 3]);
    for (id, section) in [(1, types), (3, indices), (4, tables), (5, memories), (10, code)] {
        module.push(id);
        section.encode(&mut module);
    }
    module
}

/// How many instructions grow something, and how many call through a table, read one by one.
fn counts(module: &[u8]) -> (usize, usize) {
    let (mut growing, mut calls) = (0, 0);
    for payload in Parser::new(0).parse_all(module) {
        let Payload::CodeSectionEntry(body) = payload.unwrap() else { continue };
        for operator in body.get_operators_reader().unwrap() {
            match operator.unwrap() {
                Operator::MemoryGrow { .. } | Operator::TableGrow { .. } => growing += 1,
                Operator::CallIndirect { table_index: 1, .. } => calls += 1,
                _ => {}
            }
        }
    }
    (growing, calls)
}

proptest! {
    #[test]
    fn whatever_grows_something_becomes_a_call(
        functions in prop::collection::vec(
            prop::collection::vec(prop::sample::select(INSTRUCTIONS), 0..20),
            1..5,
        ),
    ) {
        let functions: Vec<_> = functions.iter().map(|function| function.concat()).collect();
        let module = module(&functions);
        let (growing, calls) = counts(&module);
        prop_assert_eq!(calls, 0);
        match rewrite(&module).unwrap() {
            Some(copy) => prop_assert_eq!(counts(&copy), (0, growing)),
            None => prop_assert_eq!(growing, 0),
        }
    }
}
