//! Short calls of `memcpy`, `memmove` and `memset` as loads and stores.

use cranelift_codegen::cursor::{Cursor, FuncCursor};
use cranelift_codegen::ir::{
    ExternalName, Function, Inst, InstBuilder, InstructionData, LibCall, MemFlags, Opcode, Value,
    types,
};

use super::parts::int;

/// Longer ones stay calls.
const MAX_BYTES: u32 = 64;

/// What memory is filled with.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source {
    Memory(Value),
    /// The lowest byte of an integer.
    Byte(Value),
}

/// A call that could be loads and stores.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShortCopy {
    pub(super) inst: Inst,
    pub(super) to: Value,
    pub(super) from: Source,
    pub(super) bytes: u32,
}

impl ShortCopy {
    /// What an instruction copies, if it does and its result does not matter.
    pub(super) fn new(func: &Function, inst: Inst) -> Option<ShortCopy> {
        let InstructionData::Call { func_ref, opcode: Opcode::Call, .. } = func.dfg.insts[inst]
        else {
            return None;
        };
        let ExternalName::LibCall(libcall) = func.dfg.ext_funcs[func_ref].name else { return None };
        let &[to, from, size] = func.dfg.inst_args(inst) else { return None };
        let bytes = constant(func, size).and_then(|size| u32::try_from(size).ok())?;
        if !(1..=MAX_BYTES).contains(&bytes) {
            return None;
        }
        let from = match libcall {
            LibCall::Memcpy | LibCall::Memmove => Source::Memory(from),
            LibCall::Memset if func.dfg.value_type(from) == types::I32 => Source::Byte(from),
            _ => return None,
        };
        Some(ShortCopy { inst, to, from, bytes })
    }

    /// Writes it as loads and stores of so many bytes each, but for the last ones. All is loaded before
    /// anything is stored.
    pub(super) fn expand(self, func: &mut Function, width: u32) {
        let mut pos = FuncCursor::new(func).at_inst(self.inst);
        let flags = MemFlags::new().with_notrap();
        let mut words = Vec::new();
        let mut offset = 0;
        while offset < self.bytes {
            let width = width.min(1 << (self.bytes - offset).ilog2());
            let value = match self.from {
                Source::Memory(from) => {
                    pos.ins().load(int(width), flags, from, offset.cast_signed())
                }
                Source::Byte(byte) => repeat(&mut pos, byte, width),
            };
            words.push((offset, value));
            offset += width;
        }
        for (offset, value) in words {
            pos.ins().store(flags, value, self.to, offset.cast_signed());
        }
        pos.func.layout.remove_inst(self.inst);
    }
}

/// An integer of so many times the lowest byte of another.
fn repeat(pos: &mut FuncCursor<'_>, byte: Value, width: u32) -> Value {
    let byte = pos.ins().ireduce(types::I8, byte);
    if width == 1 {
        return byte;
    }
    let ones = u64::from_ne_bytes([1; 8]) >> (64 - 8 * width);
    let byte = pos.ins().uextend(int(width), byte);
    pos.ins().imul_imm(byte, ones.cast_signed())
}

/// The number that a value is.
pub(super) fn constant(func: &Function, value: Value) -> Option<i32> {
    match func.dfg.insts[func.dfg.value_def(value).inst()?] {
        InstructionData::UnaryImm { opcode: Opcode::Iconst, imm } => Some(imm.bits() as i32),
        _ => None,
    }
}
