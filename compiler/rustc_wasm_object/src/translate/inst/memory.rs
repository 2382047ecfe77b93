//! Loads and stores.
//!
//! Cranelift adds addresses modulo 2^32 and WebAssembly does not when it adds the static offset of an
//! access. The static offset of a load or store in Cranelift stays within an object, which never
//! wraps around; a sum that an instruction has made may wrap, and becomes an offset only if its base
//! is in the frame or a symbol.

use cranelift_codegen::ir::{
    Endianness, Inst, InstructionData, MemFlags, Opcode, Type, Value, types,
};

use crate::code::Address;
use crate::code::op::{self, Op, Ty};
use crate::error::Error;
use crate::translate::env::Symbol;
use crate::translate::values::{Emitter, Part, State};

/// How an access names the address beyond what is on the stack.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    Offset(u32),
    At(Address),
}

impl Place {
    /// The place some bytes further on.
    fn plus(self, bytes: u32) -> Place {
        match self {
            Place::Offset(offset) => Place::Offset(offset + bytes),
            Place::At(address) => {
                Place::At(Address { addend: address.addend + bytes as i32, ..address })
            }
        }
    }
}

/// Offsets end well below what an `i32` holds, so that sums of some do not overflow.
const MAX_OFFSET: i64 = 1 << 30;

impl Emitter<'_, '_> {
    /// Pushes what an address starts from, and says how to go on from there.
    pub(super) fn push_address(&mut self, base: Value, offset: i32) -> Result<Place, Error> {
        let resolved = self.resolve(base);
        let offset = i64::from(offset);
        match self.info(resolved).state {
            State::Constant(inst) => {
                if let Some(place) = self.constant_place(inst, offset)? {
                    self.skip(base);
                    return Ok(place);
                }
            }
            // An offset from an object of known place, in an instruction of its own.
            State::Pending(inst) if self.info(resolved).uses == 1 => {
                if let InstructionData::Binary { opcode: Opcode::Iadd, args: [a, b] } =
                    self.func.dfg.insts[inst]
                    && let Some(more) = self.constant_of(b)
                    && let State::Constant(object) = self.info(self.resolve(a)).state
                    && let Some(place) =
                        self.constant_place(object, offset + i64::from(more as i32))?
                {
                    for arg in [a, b] {
                        let arg = self.resolve(arg);
                        self.info_mut(arg).inner -= 1;
                        self.skip(arg);
                    }
                    self.skip(base);
                    self.info_mut(resolved).state = State::None;
                    return Ok(place);
                }
            }
            _ => {}
        }
        self.push(base)?;
        if offset >= 0 {
            return Ok(Place::Offset(offset as u32));
        }
        self.code.i32(offset as i32);
        self.code.plain(op::I32_ADD);
        Ok(Place::Offset(0))
    }

    /// Pushes what an address in the frame or in a symbol starts from, if the offset is within reason.
    fn constant_place(&mut self, inst: Inst, offset: i64) -> Result<Option<Place>, Error> {
        match self.func.dfg.insts[inst] {
            InstructionData::StackLoad {
                opcode: Opcode::StackAddr,
                stack_slot,
                offset: more,
                ..
            } => {
                let at =
                    i64::from(self.frame.slot(stack_slot)) + i64::from(i32::from(more)) + offset;
                match self.frame.base() {
                    Some(base) if (0..MAX_OFFSET).contains(&at) => {
                        self.code.get(base);
                        Ok(Some(Place::Offset(at as u32)))
                    }
                    _ => Ok(None),
                }
            }
            InstructionData::UnaryGlobalValue { global_value, .. } => {
                match self.env.symbol(self.func, global_value)? {
                    Symbol::Data(data, more)
                        if (0..MAX_OFFSET).contains(&(i64::from(more) + offset)) =>
                    {
                        self.code.i32(0);
                        let addend = (i64::from(more) + offset) as i32;
                        Ok(Some(Place::At(Address { target: op::Target::Data(data), addend })))
                    }
                    _ => Ok(None),
                }
            }
            _ => Ok(None),
        }
    }

    /// Pushes the address of a symbol.
    pub(super) fn push_symbol(&mut self, symbol: Symbol) {
        match symbol {
            Symbol::Data(data, addend) => self.code.data_address(data, addend),
            Symbol::Func(func) => self.code.func_address(func),
        }
    }

    pub(super) fn access(&mut self, code: u8, place: Place) {
        match place {
            Place::Offset(offset) => self.code.access(code, offset),
            Place::At(address) => self.code.access_at(code, address),
        }
    }

    fn check_endianness(&self, inst: Inst, flags: MemFlags) -> Result<(), Error> {
        match flags.explicit_endianness() {
            Some(Endianness::Big) => Err(self.unsupported(inst)),
            _ => Ok(()),
        }
    }

    /// Pushes what an instruction loads, extended to another type if that is asked for.
    pub(super) fn load(&mut self, inst: Inst, extended: Option<(Type, bool)>) -> Result<(), Error> {
        let (opcode, arg, flags, offset) = match self.func.dfg.insts[inst] {
            InstructionData::Load { opcode, arg, flags, offset } => {
                (opcode, arg, flags, offset.into())
            }
            InstructionData::LoadNoOffset { opcode: Opcode::AtomicLoad, arg, flags } => {
                (Opcode::Load, arg, flags, 0)
            }
            _ => return Err(self.unsupported(inst)),
        };
        self.check_endianness(inst, flags)?;
        let ty = self.result_ty(inst);
        let long =
            matches!(extended, Some((types::I64, _))) || extended.is_none() && ty == types::I64;
        let signed = matches!(extended, Some((_, true)));
        let code = match (opcode, ty, long) {
            (Opcode::Load, types::I8, false) => {
                [op::I32_LOAD8_U, op::I32_LOAD8_S][usize::from(signed)]
            }
            (Opcode::Load, types::I8, true) => {
                [op::I64_LOAD8_U, op::I64_LOAD8_S][usize::from(signed)]
            }
            (Opcode::Load, types::I16, false) => {
                [op::I32_LOAD16_U, op::I32_LOAD16_S][usize::from(signed)]
            }
            (Opcode::Load, types::I16, true) => {
                [op::I64_LOAD16_U, op::I64_LOAD16_S][usize::from(signed)]
            }
            (Opcode::Load, types::I32, true) => {
                [op::I64_LOAD32_U, op::I64_LOAD32_S][usize::from(signed)]
            }
            (Opcode::Load, ..) => match plain_load(ty) {
                Some(code) => code,
                None => return Err(self.unsupported(inst)),
            },
            (Opcode::Uload8, _, false) => op::I32_LOAD8_U,
            (Opcode::Sload8, _, false) => op::I32_LOAD8_S,
            (Opcode::Uload16, _, false) => op::I32_LOAD16_U,
            (Opcode::Sload16, _, false) => op::I32_LOAD16_S,
            (Opcode::Uload8, _, true) => op::I64_LOAD8_U,
            (Opcode::Sload8, _, true) => op::I64_LOAD8_S,
            (Opcode::Uload16, _, true) => op::I64_LOAD16_U,
            (Opcode::Sload16, _, true) => op::I64_LOAD16_S,
            (Opcode::Uload32, ..) => op::I64_LOAD32_U,
            (Opcode::Sload32, ..) => op::I64_LOAD32_S,
            _ => return Err(self.unsupported(inst)),
        };
        let place = self.push_address(arg, offset)?;
        self.access(code, place);
        Ok(())
    }

    /// Loads a value of 128 bits.
    pub(super) fn load_wide(&mut self, inst: Inst) -> Result<(), Error> {
        let InstructionData::Load { opcode: Opcode::Load, arg, flags, offset } =
            self.func.dfg.insts[inst]
        else {
            return Err(self.unsupported(inst));
        };
        self.check_endianness(inst, flags)?;
        let result = self.func.dfg.first_result(inst);
        let place = self.push_address(arg, offset.into())?;
        let address = self.code.keep(Ty::I32);
        let mut parts = [Part::Const(0); 2];
        for (at, part) in parts.iter_mut().enumerate() {
            self.code.get(address);
            self.access(op::I64_LOAD, place.plus(8 * at as u32));
            *part = Part::Local(self.code.keep(Ty::I64));
        }
        self.define_parts(result, parts[0], parts[1]);
        Ok(())
    }

    pub(super) fn store(&mut self, inst: Inst) -> Result<(), Error> {
        let (opcode, [value, base], flags, offset) = match self.func.dfg.insts[inst] {
            InstructionData::Store { opcode, args, flags, offset } => {
                (opcode, args, flags, offset.into())
            }
            InstructionData::StoreNoOffset { args, flags, .. } => (Opcode::Store, args, flags, 0),
            _ => return Err(self.unsupported(inst)),
        };
        self.check_endianness(inst, flags)?;
        let ty = self.ty(value);
        if matches!(ty, types::I128 | types::F128) && opcode == Opcode::Store {
            let place = self.push_address(base, offset)?;
            let address = self.code.keep(Ty::I32);
            self.flush_ordered()?;
            let (low, high) = self.parts(value)?;
            for (part, at) in [(low, 0), (high, 8)] {
                self.code.get(address);
                self.push_part(part);
                self.access(op::I64_STORE, place.plus(at));
            }
            return Ok(());
        }
        let code = match (opcode, ty) {
            (Opcode::Store, _) => plain_store(ty),
            (Opcode::Istore8, types::I64) => Some(op::I64_STORE8),
            (Opcode::Istore8, _) => Some(op::I32_STORE8),
            (Opcode::Istore16, types::I64) => Some(op::I64_STORE16),
            (Opcode::Istore16, _) => Some(op::I32_STORE16),
            (Opcode::Istore32, _) => Some(op::I64_STORE32),
            _ => None,
        };
        let Some(code) = code else { return Err(self.unsupported(inst)) };
        let place = self.push_address(base, offset)?;
        self.push(value)?;
        self.flush_ordered()?;
        self.access(code, place);
        Ok(())
    }

    /// Copies bytes between addresses in locals that do not overlap, or are read before all writes.
    pub(super) fn copy_small(&mut self, to: op::Local, from: op::Local, bytes: u32, offset: u32) {
        let mut loaded = Vec::new();
        let mut at = 0;
        while at < bytes {
            let (ty, load, store, step) = match bytes - at {
                8.. => (Ty::I64, op::I64_LOAD, op::I64_STORE, 8),
                4.. => (Ty::I32, op::I32_LOAD, op::I32_STORE, 4),
                2.. => (Ty::I32, op::I32_LOAD16_U, op::I32_STORE16, 2),
                _ => (Ty::I32, op::I32_LOAD8_U, op::I32_STORE8, 1),
            };
            self.code.get(from);
            self.code.access(load, at);
            loaded.push((self.code.keep(ty), store, at));
            at += step;
        }
        for (local, store, at) in loaded {
            self.code.get(to);
            self.code.get(local);
            self.code.access(store, offset + at);
        }
    }

    /// Copies memory whose size is on the stack after both addresses.
    pub(super) fn memory_copy(&mut self) {
        self.code.push(Op::MemoryCopy);
    }
}

/// The load of a whole value.
pub(super) fn plain_load(ty: Type) -> Option<u8> {
    Some(match ty {
        types::I8 => op::I32_LOAD8_U,
        types::I16 | types::F16 => op::I32_LOAD16_U,
        types::I32 => op::I32_LOAD,
        types::I64 => op::I64_LOAD,
        types::F32 => op::F32_LOAD,
        types::F64 => op::F64_LOAD,
        _ => return None,
    })
}

/// The store of a whole value.
pub(super) fn plain_store(ty: Type) -> Option<u8> {
    Some(match ty {
        types::I8 => op::I32_STORE8,
        types::I16 | types::F16 => op::I32_STORE16,
        types::I32 => op::I32_STORE,
        types::I64 => op::I64_STORE,
        types::F32 => op::F32_STORE,
        types::F64 => op::F64_STORE,
        _ => return None,
    })
}
