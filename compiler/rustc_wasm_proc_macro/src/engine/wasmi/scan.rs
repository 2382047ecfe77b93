//! Goes through a function's instructions once, which has to be quick, as it is done with all functions of a module
//! before anything of it runs. It finds what the other files here need to look at closely.
//!
//! It also finds the functions that go on behind their end, which are not valid. wasmi 2.0.0 validates and translates
//! such a function at once, instruction by instruction, and finds only after the last one that it has ended before.
//! Until then it translates without a block around, and panics where a `loop` there ends.

use wasmparser::{BinaryReader, FunctionBody};

/// What there is in a function.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The instruction that ends the function is not the last one. If there is none, the engine finds it missing.
    pub(super) goes_on: bool,
    /// There may be a `select` behind a comparison: see `select_bug`.
    pub(super) may_select: bool,
    /// Where in the body there may be a store with an offset of more than 16 bits, or is one of a lane: see
    /// `store_bugs`.
    pub(super) stores: Vec<usize>,
}

/// `None` if there are instructions that cannot be read, or that the engine does not know.
pub(super) fn scan(body: &FunctionBody<'_>) -> Option<Scan> {
    let start = body.get_operators_reader().ok()?.original_position();
    let mut rest = body.as_bytes().get(start.checked_sub(body.range().start)?..)?;
    let mut scan = Scan::default();
    // The function itself is a block.
    let mut depth = 1usize;
    let mut last = None;
    while let Some((&opcode, after)) = rest.split_first() {
        if depth == 0 {
            scan.goes_on = true;
        }
        rest = match opcode {
            // `block`, `loop` and `if`, with their types.
            0x02..=0x04 => {
                depth = depth.checked_add(1)?;
                value_type(after)?
            }
            // `end`
            0x0b => {
                depth = depth.saturating_sub(1);
                after
            }
            // `select`, without and with types.
            0x1b | 0x1c => {
                // What comes last of a comparison, and of what may be between.
                scan.may_select |= matches!(last, Some(0x45..=0x47 | 0x01 | 0x1a));
                match opcode {
                    0x1b => after,
                    // Of one type, and none has more.
                    _ => value_type(value(after).filter(|(count, _)| *count == 1)?.1)?,
                }
            }
            // `unreachable`, `nop`, `else`, `return`, `drop`, what computes, and `ref.is_null`.
            0x00 | 0x01 | 0x05 | 0x0f | 0x1a | 0x45..=0xc4 | 0xd1 => after,
            // `br`, `br_if`, calls, variables, tables, sizes of memories, integers and references.
            0x0c | 0x0d | 0x10 | 0x12 | 0x20..=0x26 | 0x3f..=0x42 | 0xd0 | 0xd2 => number(after)?,
            // Indirect calls.
            0x11 | 0x13 => number(number(after)?)?,
            // Loads, and stores.
            0x28..=0x35 => memory(after)?.0,
            0x36..=0x3e => {
                let (behind, is_long) = memory(after)?;
                if is_long {
                    scan.stores.push(body.as_bytes().len().checked_sub(rest.len())?);
                }
                behind
            }
            0x43 => after.get(4..)?,
            0x44 => after.get(8..)?,
            // `br_table`, with labels and one more.
            0x0e => {
                let (count, labels) = value(after)?;
                (0..=count).try_fold(labels, |rest, _| number(rest))?
            }
            0xfc => bulk(after)?,
            0xfd => {
                let (behind, is_lane_store) = vector(after)?;
                if is_lane_store {
                    scan.stores.push(body.as_bytes().len().checked_sub(rest.len())?);
                }
                behind
            }
            _ => return None,
        };
        last = Some(opcode);
    }
    Some(scan)
}

/// What is behind a number in LEB128.
fn number(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes;
    loop {
        let (&byte, after) = rest.split_first()?;
        rest = after;
        if byte < 0x80 {
            return Some(rest);
        }
    }
}

/// A number in LEB128, and what is behind it.
fn value(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let mut reader = BinaryReader::new(bytes, 0);
    let value = reader.read_var_u32().ok()?;
    Some((value, bytes.get(reader.original_position()..)?))
}

/// What is behind the type of a value or a block. One of references may be written as whether it has null, and of what.
fn value_type(bytes: &[u8]) -> Option<&[u8]> {
    let rest = number(bytes)?;
    if matches!(bytes.first(), Some(0x63 | 0x64)) { number(rest) } else { Some(rest) }
}

/// What is behind an alignment, the index of a memory if a bit of that says so, and an offset. Whether the index is
/// there, or the offset may have more than 16 bits.
fn memory(bytes: &[u8]) -> Option<(&[u8], bool)> {
    let (&align, after) = bytes.split_first()?;
    if align & 0xc0 != 0 {
        let (align, after) = value(bytes)?;
        return Some((number(if align & 0x40 == 0 { after } else { number(after)? })?, true));
    }
    let rest = number(after)?;
    Some((rest, after.len().saturating_sub(rest.len()) > 2))
}

/// Instructions on memories and tables as a whole, and conversions.
fn bulk(bytes: &[u8]) -> Option<&[u8]> {
    let (opcode, after) = value(bytes)?;
    match opcode {
        0..=7 => Some(after),
        9 | 11 | 13 | 15..=17 => number(after),
        8 | 10 | 12 | 14 => number(number(after)?),
        _ => None,
    }
}

/// Whether it is a store of a lane, too.
fn vector(bytes: &[u8]) -> Option<(&[u8], bool)> {
    let (opcode, after) = value(bytes)?;
    let behind = match opcode {
        // Loads and a store, and loads with zeros.
        0..=11 | 92 | 93 => memory(after)?.0,
        // A constant, and `i8x16.shuffle`.
        12 | 13 => after.get(16..)?,
        // To lanes, and from them.
        21..=34 => after.get(1..)?,
        // Loads and stores of lanes.
        84..=91 => memory(after)?.0.get(1..)?,
        _ => after,
    };
    Some((behind, (88..=91).contains(&opcode)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use wasmparser::Operator;

    use super::*;
    use crate::engine::wasmi::select_bug;

    /// What instructions have behind their opcodes.
    fn immediates() -> impl Strategy<Value = Vec<u8>> {
        let byte = prop_oneof![
            any::<u8>(),
            prop::sample::select(vec![0, 1, 2, 3, 0x0b, 0x1a, 0x1b, 0x40, 0x45, 0x80])
        ];
        prop::collection::vec(byte, 0..20)
    }

    /// An instruction that can be read, of any opcode, with whatever is behind it.
    fn instruction() -> impl Strategy<Value = Vec<u8>> {
        let opcode = prop_oneof![
            4 => any::<u8>().prop_map(|byte| vec![byte]),
            2 => prop::sample::select(vec![2u8, 3, 4, 0x0b, 0x0b, 0x1a, 0x1b, 0x1c, 0x45, 0x36])
                .prop_map(|byte| vec![byte]),
            1 => (0..20u8).prop_map(|number| vec![0xfc, number]),
            2 => any::<u8>().prop_map(|number| vec![0xfd, number | 0x80, number >> 7]),
        ];
        (opcode, immediates()).prop_filter_map("not an instruction", |(opcode, immediates)| {
            let bytes = [opcode, immediates].concat();
            let mut reader = BinaryReader::new(&bytes, 0);
            // The engine knows no types with these.
            let has_type = matches!(bytes[0], 0x02..=0x04 | 0x1c | 0xd0);
            let is_unknown_type =
                has_type && bytes.iter().take(4).any(|byte| matches!(byte, 0x62 | 0x65));
            let is_known = |op: &Operator<'_>| is_of_engine(op) && !is_unknown_type;
            reader.read_operator().ok().filter(is_known)?;
            Some(bytes[..reader.original_position()].to_vec())
        })
    }

    /// Whether the engine has the proposal of an instruction.
    fn is_of_engine(op: &Operator<'_>) -> bool {
        macro_rules! is_of_engine {
            ($(@$proposal:ident $name:ident $({ $($arg:ident: $ty:ty),* })? => $visit:ident ($($arity:tt)*))*) => {
                #[allow(unreachable_patterns)]
                match op {
                    $(Operator::$name { .. } => matches!(
                        stringify!($proposal),
                        "mvp" | "sign_extension" | "saturating_float_to_int" | "bulk_memory" | "reference_types"
                            | "tail_call" | "simd"
                    ),)*
                    _ => false,
                }
            };
        }
        wasmparser::for_each_operator!(is_of_engine)
    }

    /// Whether a body goes on, and where in it stores are that are to be found, from instructions read one by one.
    fn read(body: &FunctionBody<'_>) -> (bool, Vec<usize>) {
        let (mut depth, mut goes_on, mut stores) = (1usize, false, Vec::new());
        for operator in body.get_operators_reader().unwrap().into_iter_with_offsets() {
            let (operator, offset) = operator.unwrap();
            goes_on |= depth == 0;
            match operator {
                Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => depth += 1,
                Operator::End => depth = depth.saturating_sub(1),
                Operator::V128Store8Lane { .. } | Operator::V128Store16Lane { .. } => {
                    stores.push(offset - body.range().start);
                }
                Operator::I32Store { memarg }
                | Operator::I32Store8 { memarg }
                | Operator::I32Store16 { memarg }
                | Operator::I64Store { memarg }
                | Operator::I64Store8 { memarg }
                | Operator::I64Store16 { memarg }
                | Operator::I64Store32 { memarg }
                    if memarg.offset > 0xffff || memarg.memory != 0 =>
                {
                    stores.push(offset - body.range().start);
                }
                _ => {}
            }
        }
        (goes_on, stores)
    }

    /// Whether the engine could read all instructions up to the one that ends the function, and more is there.
    fn ends_before_the_rest(body: &FunctionBody<'_>) -> bool {
        let mut operators = body.get_operators_reader().unwrap();
        let mut depth = 1usize;
        while depth > 0 && !operators.eof() {
            match operators.read() {
                Ok(Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. }) => {
                    depth += 1
                }
                Ok(Operator::End) => depth -= 1,
                Ok(operator) if is_of_engine(&operator) => {}
                _ => return false,
            }
        }
        depth == 0 && !operators.eof()
    }

    #[test]
    fn types_of_references_may_be_long() {
        // `block (result (ref null func))`, `ref.null func`, `end`, `drop` and `end`.
        let block = [0, 0x02, 0x63, 0x70, 0xd0, 0x70, 0x0b, 0x1a, 0x0b];
        assert!(!scan(&FunctionBody::new(BinaryReader::new(&block, 0))).unwrap().goes_on);
        // `select (result (ref null $t))`, whose type has the number of `end`, and another `end`.
        let select = [0, 0x1c, 1, 0x63, 0x0b, 0x0b];
        assert!(!scan(&FunctionBody::new(BinaryReader::new(&select, 0))).unwrap().goes_on);
    }

    proptest! {
        #[test]
        fn what_goes_on_is_found_whatever_it_goes_on_with(
            instructions in prop::collection::vec(instruction(), 0..40),
            rest in prop::collection::vec(any::<u8>(), 0..20),
        ) {
            let bytes = [&[0][..], &instructions.concat(), &[0x0b], &rest].concat();
            let body = FunctionBody::new(BinaryReader::new(&bytes, 0));
            if ends_before_the_rest(&body) {
                prop_assert!(scan(&body).is_none_or(|scan| scan.goes_on));
            }
        }

        #[test]
        fn finds_what_reading_everything_finds(
            instructions in prop::collection::vec(instruction(), 0..40),
            start in 0..100usize,
        ) {
            // No locals.
            let bytes = [&[0][..], &instructions.concat()].concat();
            let body = FunctionBody::new(BinaryReader::new(&bytes, start));
            let (found, (goes_on, stores)) = (scan(&body).unwrap(), read(&body));
            prop_assert_eq!(found.goes_on, goes_on);
            prop_assert!(found.may_select || select_bug::offsets(&body).unwrap().is_empty());
            prop_assert!(stores.iter().all(|at| found.stores.contains(at)), "{stores:?} {found:?}");
        }

        #[test]
        fn any_bytes_are_gone_through(bytes in prop::collection::vec(any::<u8>(), 1..60)) {
            let _ = scan(&FunctionBody::new(BinaryReader::new(&bytes, 0)));
        }
    }
}
