//! Finds the stores with an offset of more than 16 bits that wasmi 2.0.0 gets wrong. It reads the operands of
//! `v128.store8_lane` and `v128.store16_lane` from the wrong place, and then reads and writes memory of the host: two
//! other instructions do the same, one that takes the lane out of the vector, and one that stores it. And it panics
//! where the address and the value of an integer are in its one register for integers, be it as the same local
//! variable: there, too, `BARRIER` keeps the store apart from what is before it.

use std::borrow::Cow;
use std::ops::Range;

use wasm_encoder::Encode;
use wasmparser::{BinaryReader, FunctionBody, MemArg, Operator};

use super::select_bug::BARRIER;

/// What instructions with vectors start with.
const VECTOR: u8 = 0xfd;

/// `i8x16.extract_lane_u` and `i32.store8`, and the same for 16 bits.
const BY_BYTES: [u8; 2] = [0x16, 0x3a];
const BY_HALVES: [u8; 2] = [0x19, 0x3b];

/// What the copy of a function has in place of some of its bytes, or between two.
pub(super) type Edits = Vec<(Range<usize>, Cow<'static, [u8]>)>;

/// `stores` says where in the body there may be any.
pub(super) fn edits(body: &FunctionBody<'_>, stores: &[usize]) -> Option<Edits> {
    let mut edits = Vec::new();
    for &at in stores {
        let start = body.range().start.checked_add(at)?;
        let mut reader = BinaryReader::new(body.as_bytes().get(at..)?, start);
        match reader.read_operator().ok()? {
            Operator::I32Store { memarg }
            | Operator::I32Store8 { memarg }
            | Operator::I32Store16 { memarg }
            | Operator::I64Store { memarg }
            | Operator::I64Store8 { memarg }
            | Operator::I64Store16 { memarg }
            | Operator::I64Store32 { memarg }
                if is_long(&memarg) =>
            {
                edits.push((start..start, Cow::Borrowed(&BARRIER[..])));
            }
            Operator::V128Store8Lane { memarg, lane } if is_long(&memarg) => {
                let range = start..reader.original_position();
                edits.push((range, lane_store(&memarg, lane, BY_BYTES)));
            }
            Operator::V128Store16Lane { memarg, lane } if is_long(&memarg) => {
                let range = start..reader.original_position();
                edits.push((range, lane_store(&memarg, lane, BY_HALVES)));
            }
            _ => {}
        }
    }
    Some(edits)
}

/// Whether wasmi has the long form of an instruction for it, which is the one that is wrong.
fn is_long(memarg: &MemArg) -> bool {
    memarg.offset > u64::from(u16::MAX) || memarg.memory != 0
}

fn lane_store(memarg: &MemArg, lane: u8, [extract, store]: [u8; 2]) -> Cow<'static, [u8]> {
    let memarg = wasm_encoder::MemArg {
        offset: memarg.offset,
        align: memarg.align.into(),
        memory_index: memarg.memory,
    };
    let mut out = vec![VECTOR, extract, lane, store];
    memarg.encode(&mut out);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use wasmparser::{Parser, Payload};

    use super::*;
    use crate::engine::wasmi::scan::scan;

    fn edits(body: &FunctionBody<'_>) -> Option<Edits> {
        super::edits(body, &scan(body)?.stores)
    }

    /// What becomes of a function with these instructions.
    fn edits_of(instructions: &[u8]) -> Vec<(Range<usize>, Vec<u8>)> {
        let bytes = [&[0][..], instructions].concat();
        let body = FunctionBody::new(BinaryReader::new(&bytes, 0));
        edits(&body).unwrap().into_iter().map(|(range, others)| (range, others.to_vec())).collect()
    }

    #[test]
    fn only_long_offsets_are_stored_otherwise() {
        assert_eq!(edits_of(&[0xfd, 0x58, 0, 0xff, 0xff, 0x03, 7]), []);
        let long = [0xfd, 0x58, 0, 0x80, 0x80, 0x04, 7];
        let others = vec![0xfd, 0x16, 7, 0x3a, 0, 0x80, 0x80, 0x04];
        assert_eq!(edits_of(&long), [(1..8, others.clone())]);
        // The number of the instruction in more bytes than it needs.
        let padded = [0x01, 0xfd, 0xd8, 0x80, 0x00, 0, 0x80, 0x80, 0x04, 7];
        assert_eq!(edits_of(&padded), [(2..11, others)]);
        let halves = [0xfd, 0x59, 1, 0x80, 0x80, 0x04, 3];
        assert_eq!(edits_of(&halves), [(1..8, vec![0xfd, 0x19, 3, 0x3b, 1, 0x80, 0x80, 0x04])]);
        // The same bytes as numbers, and another instruction.
        assert_eq!(edits_of(&[0x41, 0xfd, 0x58, 0xfd, 0x5a, 2, 0x80, 0x80, 0x04, 3]), []);
    }

    #[test]
    fn every_store_of_an_integer_is_kept_apart() {
        for store in [0x36, 0x37, 0x3a, 0x3b, 0x3c, 0x3d, 0x3e] {
            assert_eq!(edits_of(&[store, 0, 0xff, 0xff, 0x03]), []);
            assert_eq!(edits_of(&[store, 0, 0x80, 0x80, 0x04]), [(1..1, BARRIER.to_vec())]);
            // The alignment in more bytes than it needs.
            let padded = [0x01, store, 0x80, 0x00, 0x80, 0x80, 0x04];
            assert_eq!(edits_of(&padded), [(2..2, BARRIER.to_vec())]);
        }
        // Floating point numbers have a register of their own.
        assert_eq!(edits_of(&[0x38, 2, 0x80, 0x80, 0x04, 0x39, 3, 0x80, 0x80, 0x04]), []);
        assert_eq!(edits_of(&[0x28, 2, 0x80, 0x80, 0x04]), []);
    }

    #[test]
    fn the_instructions_are_what_they_are_called() {
        let text = "(module (memory 1) (func (param i32 v128)
            local.get 0 local.get 1 v128.store8_lane offset=65536 7
            local.get 0 local.get 1 i8x16.extract_lane_u 7 i32.store8 offset=65536
            local.get 0 local.get 1 v128.store16_lane offset=65536 3
            local.get 0 local.get 1 i16x8.extract_lane_u 3 i32.store16 offset=65536))";
        let module = wat::parse_str(text).unwrap();
        let bodies =
            Parser::new(0).parse_all(&module).filter_map(|payload| match payload.unwrap() {
                Payload::CodeSectionEntry(body) => Some(body),
                _ => None,
            });
        let mut compared = 0;
        for (range, others) in bodies.flat_map(|body| edits(&body).unwrap()) {
            if others[..] != BARRIER {
                let next = &module[range.end + "0 1".len() + 1..];
                assert!(next.starts_with(&others), "{others:x?}");
                compared += 1;
            }
        }
        assert_eq!(compared, 2);
    }
}
