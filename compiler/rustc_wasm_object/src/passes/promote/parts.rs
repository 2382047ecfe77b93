//! Takes values apart and puts them together, as if they went through memory.

use cranelift_codegen::cursor::FuncCursor;
use cranelift_codegen::ir::{InstBuilder, MemFlags, Type, Value, types};

/// The integer of some bytes.
pub(super) fn int(bytes: u32) -> Type {
    match bytes {
        1 => types::I8,
        2 => types::I16,
        4 => types::I32,
        8 => types::I64,
        _ => types::I128,
    }
}

/// The bytes of a value as another type of the same size.
pub(super) fn cast(pos: &mut FuncCursor<'_>, value: Value, ty: Type) -> Value {
    if pos.func.dfg.value_type(value) == ty {
        return value;
    }
    pos.ins().bitcast(ty, MemFlags::new(), value)
}

/// Some bytes of an integer, or all of any value.
pub(super) fn part(pos: &mut FuncCursor<'_>, whole: Value, offset: u32, bytes: u32) -> Value {
    let ty = pos.func.dfg.value_type(whole);
    if bytes == ty.bytes() {
        return whole;
    }
    if ty == types::I128 {
        let (low, high) = pos.ins().isplit(whole);
        let half = if offset < 8 { low } else { high };
        return part(pos, half, offset % 8, bytes);
    }
    let mut value = whole;
    if offset > 0 {
        value = pos.ins().ushr_imm(value, i64::from(8 * offset));
    }
    pos.ins().ireduce(int(bytes), value)
}

/// The integer of these parts, given with their offsets.
pub(super) fn join(pos: &mut FuncCursor<'_>, parts: &[(u32, Value)], ty: Type) -> Value {
    if ty == types::I128 {
        let (low, high) = parts.split_at(parts.partition_point(|part| part.0 < 8));
        let high: Vec<(u32, Value)> = high.iter().map(|&(at, value)| (at - 8, value)).collect();
        let low = join(pos, low, types::I64);
        let high = join(pos, &high, types::I64);
        return pos.ins().iconcat(low, high);
    }
    let mut whole = None;
    for &(offset, value) in parts {
        let from = pos.func.dfg.value_type(value);
        let mut value = cast(pos, value, int(from.bytes()));
        if from.bytes() < ty.bytes() {
            value = pos.ins().uextend(ty, value);
        }
        if offset > 0 {
            value = pos.ins().ishl_imm(value, i64::from(8 * offset));
        }
        whole = Some(match whole {
            Some(before) => pos.ins().bor(before, value),
            None => value,
        });
    }
    whole.expect("an integer has parts")
}

/// What memory that nothing was stored in may be.
pub(super) fn zero(pos: &mut FuncCursor<'_>, ty: Type) -> Value {
    match ty {
        types::F32 => pos.ins().f32const(0.0),
        types::F64 => pos.ins().f64const(0.0),
        types::I128 => {
            let zero = pos.ins().iconst(types::I64, 0);
            pos.ins().iconcat(zero, zero)
        }
        _ => pos.ins().iconst(ty, 0),
    }
}
