//! Finds the instructions that wasmi 2.0.0 translates wrongly: a `select` whose condition is whether
//! something in a local is zero (`i32.eqz`, or `i32.eq` and `i32.ne` with 0) chooses by whatever was
//! computed last. Another instruction in between, such as `BARRIER`, keeps the two apart.

use std::ops::RangeInclusive;

use wasmparser::{FunctionBody, VisitOperator, VisitSimdOperator};

/// An empty block: `block`, without results, and `end`.
pub(super) const BARRIER: [u8; 3] = [0x02, 0x40, 0x0b];

/// `i32.eqz`, `i32.eq` and `i32.ne`.
const COMPARISONS: RangeInclusive<u8> = 0x45..=0x47;

/// What leaves no trace in the engine's code after a comparison: `nop` and `drop`.
const NOTHING: [u8; 2] = [0x01, 0x1a];

/// `select`, without and with a type.
const SELECTS: [u8; 2] = [0x1b, 0x1c];

/// Offsets of instructions that are to be kept apart from what is before them.
pub(super) fn offsets(body: &FunctionBody<'_>) -> Option<Vec<usize>> {
    let mut offsets = Vec::new();
    let Some(last) = last_candidate(body.as_bytes()) else { return Some(offsets) };
    let start = body.range().start;
    let mut operators = body.get_operators_reader().ok()?;
    let mut is_after_comparison = false;
    loop {
        let offset = operators.original_position();
        let at = offset.checked_sub(start)?;
        if at > last {
            return Some(offsets);
        }
        let opcode = *body.as_bytes().get(at)?;
        operators.visit_operator(&mut Skip).ok()?;
        if SELECTS.contains(&opcode) && is_after_comparison {
            offsets.push(offset);
        }
        is_after_comparison =
            COMPARISONS.contains(&opcode) || is_after_comparison && NOTHING.contains(&opcode);
    }
}

/// Where the last one may be, judged by bytes alone, which is quick: each of these instructions is one
/// byte long, but the same byte may be in the middle of another instruction.
fn last_candidate(body: &[u8]) -> Option<usize> {
    let [select, typed_select] = SELECTS;
    memchr::memrchr2_iter(select, typed_select, body).find(|&at| {
        let mut before = body.get(..at).unwrap_or_default().iter().rev();
        let is_comparison = |byte| COMPARISONS.contains(byte);
        before.find(|byte| !NOTHING.contains(byte)).is_some_and(is_comparison)
    })
}

/// Reads instructions to know how long they are.
struct Skip;

macro_rules! skip {
    ($(@$proposal:ident $op:ident $({ $($arg:ident: $ty:ty),* })? => $visit:ident ($($arity:tt)*))*) => {
        $(fn $visit(&mut self $($(, _: $ty)*)?) {})*
    };
}

impl<'a> VisitOperator<'a> for Skip {
    type Output = ();

    fn simd_visitor(&mut self) -> Option<&mut dyn VisitSimdOperator<'a, Output = ()>> {
        Some(self)
    }

    wasmparser::for_each_visit_operator!(skip);
}

impl VisitSimdOperator<'_> for Skip {
    wasmparser::for_each_visit_simd_operator!(skip);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use wasmparser::{BinaryReader, Operator};

    use super::*;

    /// Instructions that matter, and others that have the same bytes in them.
    const INSTRUCTIONS: &[&[u8]] = &[
        &[0x45],
        &[0x46],
        &[0x47],
        &[0x48],
        &[0x01],
        &[0x1a],
        &[0x1b],
        &[0x1c, 0x01, 0x7f],
        &[0x20, 0x45],
        &[0x20, 0x1b],
        &[0x41, 0x1c],
        &[0x41, 0xc5, 0x1a],
        &[0x02, 0x40],
        &[0x28, 0x02, 0x1b],
    ];

    /// The same, from instructions that are read one by one.
    fn offsets_of_operators(body: &FunctionBody<'_>) -> Vec<usize> {
        let mut offsets = Vec::new();
        let mut is_after_comparison = false;
        for operator in body.get_operators_reader().unwrap().into_iter_with_offsets() {
            let (operator, offset) = operator.unwrap();
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
        offsets
    }

    proptest! {
        #[test]
        fn finds_what_reading_everything_finds(
            instructions in prop::collection::vec(prop::sample::select(INSTRUCTIONS), 0..40),
            start in 0..100usize,
        ) {
            // No locals.
            let bytes = [&[0][..], &instructions.concat()].concat();
            let body = FunctionBody::new(BinaryReader::new(&bytes, start));
            prop_assert_eq!(offsets(&body), Some(offsets_of_operators(&body)));
        }
    }
}
