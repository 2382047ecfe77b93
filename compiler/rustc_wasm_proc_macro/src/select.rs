//! Finds the instructions that wasmi 2.0.0 translates wrongly: a `select` whose condition is whether
//! something in a local is zero (`i32.eqz`, or `i32.eq` and `i32.ne` with 0) chooses by whatever was
//! computed last. Another instruction in between, such as `BARRIER`, keeps the two apart.

use std::ops::RangeInclusive;

use wasmparser::{FunctionBody, Operator};

/// An empty block: `block`, without results, and `end`.
pub(crate) const BARRIER: [u8; 3] = [0x02, 0x40, 0x0b];

/// What may stand before a `select` that is translated wrongly: comparisons, and what leaves no trace
/// in the engine's code after one (`nop` and `drop`).
const BEFORE: [u8; 5] = [0x45, 0x46, 0x47, 0x01, 0x1a];

const SELECT: RangeInclusive<u8> = 0x1b..=0x1c;

/// Offsets of instructions that are to be kept apart from what is before them.
pub(crate) fn offsets(body: &FunctionBody<'_>) -> Option<Vec<usize>> {
    if !may_be_in(body.as_bytes()) {
        return Some(Vec::new());
    }
    let mut operators = body.get_operators_reader().ok()?;
    let mut offsets = Vec::new();
    let mut is_after_comparison = false;
    while !operators.eof() {
        let (operator, offset) = operators.read_with_offset().ok()?;
        is_after_comparison = match operator {
            Operator::I32Eqz | Operator::I32Eq | Operator::I32Ne => true,
            Operator::Nop | Operator::Drop => is_after_comparison,
            Operator::Select | Operator::TypedSelect { .. } if is_after_comparison => {
                offsets.push(offset);
                false
            }
            _ => false,
        };
    }
    Some(offsets)
}

/// Whether there might be one, judged by bytes alone, which is quick.
fn may_be_in(body: &[u8]) -> bool {
    let after = body.get(1..).unwrap_or_default();
    body.iter().zip(after).any(|(before, it)| SELECT.contains(it) && BEFORE.contains(before))
}
