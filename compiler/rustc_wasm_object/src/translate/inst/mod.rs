//! What each instruction of Cranelift becomes, by kind.

mod atomic;
mod bits;
mod call;
mod choice;
mod convert;
mod float;
mod int;
mod memory;
mod multiply;
mod overflow;
mod wide;

use cranelift_codegen::ir::{ConstantData, Inst, InstructionData, Opcode, Value, types};

use crate::analysis::uses::{Class, class, is_removable};
use crate::code::op::{self, Ty};
use crate::error::Error;
use crate::translate::values::{Emitter, Part, State};

impl Emitter<'_, '_> {
    /// Translates an instruction that does not end a block.
    pub(crate) fn inst(&mut self, inst: Inst) -> Result<(), Error> {
        let class = class(self.func, inst);
        let results = self.func.dfg.inst_results(inst);
        let used = results.iter().any(|&result| self.is_used(result));
        if !used && is_removable(self.func, inst, class) {
            return Ok(());
        }
        if results
            .iter()
            .chain(self.func.dfg.inst_args(inst))
            .any(|&value| self.ty(value).is_vector())
        {
            return Err(self.unsupported(inst));
        }
        match class {
            Class::Constant => {
                let info = self.info_mut(results[0]);
                info.state = State::Constant(inst);
                info.zext = true;
                Ok(())
            }
            Class::Pure | Class::Ordered if !used => {
                // It may trap, or else it would be removed.
                self.scalar(inst)?;
                self.code.plain(op::DROP);
                Ok(())
            }
            Class::Pure | Class::Ordered => {
                let result = results[0];
                let zext = self.is_zext(inst);
                self.info_mut(result).zext = zext;
                if let Some(other) = self.same_as(inst) {
                    self.alias(result, other);
                    return Ok(());
                }
                self.postpone(inst, result, class == Class::Ordered)
            }
            Class::Wide => self.wide(inst),
            Class::Effect => self.effect(inst),
        }
    }

    /// The operand that a result is no different from, given that upper bits mean nothing.
    fn same_as(&self, inst: Inst) -> Option<Value> {
        let InstructionData::Unary { opcode, arg } = self.func.dfg.insts[inst] else {
            let InstructionData::LoadNoOffset { opcode: Opcode::Bitcast, arg, .. } =
                self.func.dfg.insts[inst]
            else {
                return None;
            };
            let (from, to) = (self.ty(arg), self.ty(self.func.dfg.first_result(inst)));
            let same = from == to
                || matches!((from, to), (types::I16, types::F16) | (types::F16, types::I16));
            return same.then_some(arg);
        };
        let from = self.ty(arg);
        let to = self.ty(self.func.dfg.first_result(inst));
        match opcode {
            Opcode::Ireduce if from.bits() <= 32 => Some(arg),
            Opcode::Uextend if to.bits() <= 32 && self.info(arg).zext => Some(arg),
            _ => None,
        }
    }

    /// Whether the bits above a narrow result are zero.
    fn is_zext(&self, inst: Inst) -> bool {
        use Opcode::*;
        let known = |value: Value| self.info(value).zext;
        match self.func.dfg.insts[inst] {
            InstructionData::Binary { opcode: Band, args: [a, b] } => known(a) || known(b),
            InstructionData::Binary { opcode: Bor | Bxor, args: [a, b] } => known(a) && known(b),
            InstructionData::Ternary { opcode: Select | SelectSpectreGuard, args: [_, a, b] } => {
                known(a) && known(b)
            }
            InstructionData::LoadNoOffset { opcode: Bitcast, arg, .. } => known(arg),
            ref data => matches!(
                data.opcode(),
                Icmp | Fcmp
                    | Load
                    | AtomicLoad
                    | Uload8
                    | Uload16
                    | Uextend
                    | Ushr
                    | Udiv
                    | Urem
                    | Umin
                    | Umax
                    | Umulhi
                    | Popcnt
                    | Clz
                    | Ctz
                    | Cls
                    | Bswap
                    | Bitrev
            ),
        }
    }

    /// Pushes a constant or an address, narrow integers with zeros or their sign above their bits.
    pub(crate) fn constant(&mut self, inst: Inst, signed: bool) -> Result<(), Error> {
        match self.func.dfg.insts[inst] {
            InstructionData::UnaryImm { opcode: Opcode::Iconst, imm } => {
                let bits = imm.bits();
                match (self.ty(self.func.dfg.first_result(inst)), signed) {
                    (types::I8, false) => self.code.i32((bits as u8).into()),
                    (types::I8, true) => self.code.i32((bits as i8).into()),
                    (types::I16, false) => self.code.i32((bits as u16).into()),
                    (types::I16, true) => self.code.i32((bits as i16).into()),
                    (types::I32, _) => self.code.i32(bits as i32),
                    (types::I64, _) => self.code.i64(bits),
                    _ => return Err(self.unsupported(inst)),
                }
            }
            InstructionData::UnaryIeee16 { imm, .. } => self.code.i32(imm.bits().into()),
            InstructionData::UnaryIeee32 { imm, .. } => {
                self.code.push(op::Op::F32Const(imm.bits()))
            }
            InstructionData::UnaryIeee64 { imm, .. } => {
                self.code.push(op::Op::F64Const(imm.bits()))
            }
            InstructionData::UnaryGlobalValue { global_value, .. } => {
                let symbol = self.env.symbol(self.func, global_value)?;
                self.push_symbol(symbol);
            }
            InstructionData::FuncAddr { func_ref, .. } => {
                let func = self.env.callee(self.func, func_ref)?;
                self.code.func_address(func);
            }
            InstructionData::StackLoad {
                opcode: Opcode::StackAddr, stack_slot, offset, ..
            } => {
                let at = (self.frame.slot(stack_slot) as i32).wrapping_add(offset.into());
                self.push_frame(at)?;
            }
            _ => return Err(self.unsupported(inst)),
        }
        Ok(())
    }

    /// Pushes an address in the frame.
    pub(crate) fn push_frame(&mut self, at: i32) -> Result<(), Error> {
        let Some(base) = self.frame.base() else {
            // Only slots without a size can be used in a function without a frame.
            self.code.push(op::Op::GetStackPointer);
            return Ok(());
        };
        self.code.get(base);
        if at != 0 {
            self.code.i32(at);
            self.code.plain(op::I32_ADD);
        }
        Ok(())
    }

    /// The integer that a value is known to be. It may be a wider one whose lower bits the value is;
    /// what is above the bits of a narrower one is zero, as it is when it is pushed.
    pub(crate) fn constant_of(&self, value: Value) -> Option<i64> {
        let State::Constant(inst) = self.info(self.resolve(value)).state else { return None };
        let InstructionData::UnaryImm { imm, .. } = self.func.dfg.insts[inst] else { return None };
        Some(match self.result_ty(inst) {
            types::I64 => imm.bits(),
            ty => imm.bits() & ((1 << ty.bits()) - 1),
        })
    }

    /// Uses a value that is not needed after all.
    pub(crate) fn skip(&mut self, value: Value) {
        let value = self.resolve(value);
        let info = self.info_mut(value);
        info.uses = info.uses.saturating_sub(1);
    }

    /// The 16 bytes of a constant.
    pub(crate) fn constant_bytes(&self, data: &ConstantData) -> Option<(i64, i64)> {
        let bytes = data.as_slice();
        let half = |at: usize| Some(i64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
        Some((half(0)?, half(8)?))
    }

    /// Puts a half of a value into a local.
    pub(crate) fn part_local(&mut self, part: Part) -> op::Local {
        match part {
            Part::Local(local) => local,
            Part::Const(value) => {
                self.code.i64(value);
                self.code.keep(Ty::I64)
            }
        }
    }

    /// The instruction that a result is to come of, where its type matters.
    fn result_ty(&self, inst: Inst) -> cranelift_codegen::ir::Type {
        self.ty(self.func.dfg.first_result(inst))
    }

    /// Pushes the result of an instruction that was put off.
    pub(crate) fn scalar(&mut self, inst: Inst) -> Result<(), Error> {
        let data = self.func.dfg.insts[inst];
        match data {
            InstructionData::Unary { opcode, arg } => self.unary(inst, opcode, arg),
            InstructionData::Binary { opcode, args } => self.binary(inst, opcode, args),
            InstructionData::Ternary { opcode, args } => self.ternary(inst, opcode, args),
            InstructionData::IntCompare { cond, args, .. } => self.icmp(cond, args),
            InstructionData::FloatCompare { cond, args, .. } => self.fcmp(inst, cond, args),
            InstructionData::LoadNoOffset { opcode: Opcode::Bitcast, arg, .. } => {
                self.bitcast(inst, arg)
            }
            InstructionData::Load { .. } | InstructionData::LoadNoOffset { .. } => {
                self.load(inst, None)
            }
            _ => Err(self.unsupported(inst)),
        }
    }

    fn unary(&mut self, inst: Inst, opcode: Opcode, arg: Value) -> Result<(), Error> {
        use Opcode::*;
        match opcode {
            Bnot | Ineg | Iabs => self.int_unary(inst, opcode, arg),
            Clz | Ctz | Cls | Popcnt | Bswap | Bitrev => self.bits(inst, opcode, arg),
            Uextend | Sextend | Ireduce | Bmask => self.resize(inst, opcode, arg),
            FcvtToSint | FcvtToUint => self.float_to_int(inst, opcode == FcvtToUint, arg),
            FcvtToSintSat | FcvtToUintSat => {
                self.float_to_int_sat(inst, opcode == FcvtToUintSat, arg)
            }
            FcvtFromSint | FcvtFromUint => self.int_to_float(inst, opcode == FcvtFromUint, arg),
            _ => self.float_unary(inst, opcode, arg),
        }
    }

    fn binary(&mut self, inst: Inst, opcode: Opcode, args: [Value; 2]) -> Result<(), Error> {
        use Opcode::*;
        match opcode {
            Fadd | Fsub | Fmul | Fdiv | Fmin | Fmax | Fcopysign => {
                self.float_binary(inst, opcode, args)
            }
            Umulhi | Smulhi => self.multiply_high(inst, opcode == Smulhi, args),
            _ => self.int_binary(inst, opcode, args),
        }
    }

    fn ternary(&mut self, inst: Inst, opcode: Opcode, [a, b, c]: [Value; 3]) -> Result<(), Error> {
        match opcode {
            Opcode::Select | Opcode::SelectSpectreGuard => {
                let (choice, negated) = self.choice(a);
                let (yes, no) = if negated { (c, b) } else { (b, c) };
                self.push(yes)?;
                self.push(no)?;
                self.push_choice(choice)?;
                self.code.plain(op::SELECT);
                Ok(())
            }
            Opcode::Bitselect if self.ty(b).is_int() => {
                // Where the mask is set the bits of `b`, elsewhere those of `c`.
                let long = u8::from(self.ty(b) == types::I64) * op::I64_FROM_I32;
                let (mask, other) = (self.local_of(a)?, self.local_of(c)?);
                self.push(b)?;
                self.code.get(other);
                self.code.plain(op::I32_XOR + long);
                self.code.get(mask);
                self.code.plain(op::I32_AND + long);
                self.code.get(other);
                self.code.plain(op::I32_XOR + long);
                Ok(())
            }
            Opcode::Fma => self.fma(inst, [a, b, c]),
            _ => Err(self.unsupported(inst)),
        }
    }

    /// Translates an instruction that has an effect.
    fn effect(&mut self, inst: Inst) -> Result<(), Error> {
        use Opcode::*;
        let data = self.func.dfg.insts[inst];
        match data {
            InstructionData::Store { .. } => self.store(inst),
            InstructionData::StoreNoOffset { .. } => self.store(inst),
            InstructionData::Load { .. } | InstructionData::LoadNoOffset { .. } => {
                self.load_wide(inst)
            }
            InstructionData::AtomicRmw { op, args, .. } => self.atomic_rmw(inst, op, args),
            InstructionData::AtomicCas { args, .. } => self.atomic_cas(inst, args),
            InstructionData::Call { .. } | InstructionData::CallIndirect { .. } => self.call(inst),
            InstructionData::CondTrap { opcode, arg, .. } => {
                self.push_condition(arg)?;
                if opcode == Trapz {
                    self.code.not_condition();
                }
                self.trap_if();
                Ok(())
            }
            InstructionData::IntAddTrap { args, .. } => self.add_trap(inst, args),
            InstructionData::NullAry { opcode: Fence, .. } => self.flush_ordered(),
            InstructionData::NullAry { opcode: Nop | SequencePoint, .. } => Ok(()),
            InstructionData::NullAry { opcode: Debugtrap, .. } => {
                // As LLVM has it: there is no way to stop that goes on.
                self.code.plain(op::UNREACHABLE);
                Ok(())
            }
            InstructionData::NullAry { opcode: GetStackPointer, .. } => {
                self.code.push(op::Op::GetStackPointer);
                self.define(self.func.dfg.first_result(inst))
            }
            _ => Err(self.unsupported(inst)),
        }
    }

    /// Traps if the condition on the stack is not zero.
    pub(crate) fn trap_if(&mut self) {
        self.code.push(op::Op::If);
        self.code.plain(op::UNREACHABLE);
        self.code.push(op::Op::End);
    }
}
