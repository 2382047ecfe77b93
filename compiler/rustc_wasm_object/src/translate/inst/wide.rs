//! Values of 128 bits, in two `i64`.
//!
//! Nothing here calls the runtime, which itself is made of such operations.

mod shift;

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Inst, InstructionData, Opcode, Value, types};

use super::int::compare_long;
use crate::analysis::uses::is_wide;
use crate::code::op::{self, Local, Ty};
use crate::error::Error;
use crate::translate::values::{Emitter, Part, State};

/// A value in locals, the lower half first.
type Pair = (Local, Local);

/// The sign of `f128` in its upper half.
const SIGN: i64 = i64::MIN;

impl Emitter<'_, '_> {
    /// Translates what has no effect and a result of 128 bits, or several results.
    pub(super) fn wide(&mut self, inst: Inst) -> Result<(), Error> {
        use Opcode::*;
        let results = self.func.dfg.inst_results(inst);
        let result = results[0];
        let (low, high) = match self.func.dfg.insts[inst] {
            InstructionData::Unary { opcode: Isplit, arg } => return self.split(arg, results),
            InstructionData::Binary { opcode: Iconcat, args: [low, high] } => {
                (self.part_of(low)?, self.part_of(high)?)
            }
            InstructionData::UnaryConst { constant_handle, .. } if is_wide(self.func, result) => {
                let data = self.func.dfg.constants.get(constant_handle);
                let Some((low, high)) = self.constant_bytes(data) else {
                    return Err(self.unsupported(inst));
                };
                (Part::Const(low), Part::Const(high))
            }
            InstructionData::LoadNoOffset { opcode: Bitcast, arg, .. }
                if is_wide(self.func, arg) =>
            {
                self.parts(arg)?
            }
            _ if results.len() > 1 => return self.overflow(inst),
            InstructionData::Unary { opcode: Uextend, arg } => {
                self.push_zext(arg)?;
                if self.ty(arg) != types::I64 {
                    self.code.plain(op::I64_EXTEND_I32_U);
                }
                (Part::Local(self.code.keep(Ty::I64)), Part::Const(0))
            }
            InstructionData::Unary { opcode: Sextend, arg } => {
                self.push_sign_extended(arg)?;
                let low = self.code.keep(Ty::I64);
                self.push_sign(low);
                (Part::Local(low), Part::Local(self.code.keep(Ty::I64)))
            }
            InstructionData::Unary { opcode: Bmask, arg } => {
                self.push_mask(arg, true)?;
                let mask = Part::Local(self.code.keep(Ty::I64));
                (mask, mask)
            }
            InstructionData::Unary { opcode, arg } if is_wide(self.func, arg) => {
                let arg = self.pair(arg)?;
                match self.wide_unary(opcode, arg) {
                    Some(parts) => parts,
                    None => return Err(self.unsupported(inst)),
                }
            }
            InstructionData::Binary {
                opcode: opcode @ (Ishl | Ushr | Sshr | Rotl | Rotr),
                args: [value, amount],
            } => {
                let value = self.pair(value)?;
                self.shift(opcode, value, amount)?
            }
            InstructionData::Binary { opcode, args: [a, b] } if is_wide(self.func, a) => {
                let (a, b) = (self.pair(a)?, self.pair(b)?);
                match self.wide_binary(opcode, a, b) {
                    Some((low, high)) => (Part::Local(low), Part::Local(high)),
                    None => return Err(self.unsupported(inst)),
                }
            }
            InstructionData::Ternary {
                opcode: Select | SelectSpectreGuard,
                args: [condition, a, b],
            } => {
                let (choice, negated) = self.choice(condition);
                self.push_choice(choice)?;
                let condition = self.code.keep(Ty::I32);
                let (a, b) = (self.parts(a)?, self.parts(b)?);
                let (a, b) = if negated { (b, a) } else { (a, b) };
                let mut select = |a, b| {
                    self.push_part(a);
                    self.push_part(b);
                    self.code.get(condition);
                    self.code.plain(op::SELECT);
                    Part::Local(self.code.keep(Ty::I64))
                };
                (select(a.0, b.0), select(a.1, b.1))
            }
            InstructionData::Ternary { opcode: Bitselect, args } => {
                let [mask, a, b] = args.map(|arg| self.pair(arg));
                let (mask, a, b) = (mask?, a?, b?);
                let a = self.each(a, b, op::I64_XOR);
                let a = self.each(a, mask, op::I64_AND);
                let (low, high) = self.each(a, b, op::I64_XOR);
                (Part::Local(low), Part::Local(high))
            }
            _ => return Err(self.unsupported(inst)),
        };
        self.define_parts(result, low, high);
        Ok(())
    }

    /// A value of 64 bits as half of a larger one.
    fn part_of(&mut self, value: Value) -> Result<Part, Error> {
        if let Some(known) = self.constant_of(value) {
            self.skip(value);
            return Ok(Part::Const(known));
        }
        Ok(Part::Local(self.local_of(value)?))
    }

    fn split(&mut self, arg: Value, results: &[Value]) -> Result<(), Error> {
        let (low, high) = self.parts(arg)?;
        for (part, &result) in [low, high].into_iter().zip(results) {
            if !self.is_used(result) {
                continue;
            }
            match part {
                Part::Local(local) => self.share(result, local),
                Part::Const(value) => {
                    self.code.i64(value);
                    self.define(result)?;
                }
            }
        }
        Ok(())
    }

    /// A value of 128 bits in locals.
    pub(super) fn pair(&mut self, value: Value) -> Result<Pair, Error> {
        let (low, high) = self.parts(value)?;
        Ok((self.part_local(low), self.part_local(high)))
    }

    fn keep_pair(&mut self, low: impl FnOnce(&mut Self), high: impl FnOnce(&mut Self)) -> Pair {
        low(self);
        let low = self.code.keep(Ty::I64);
        high(self);
        (low, self.code.keep(Ty::I64))
    }

    /// Pushes an operation on two locals.
    pub(super) fn operate(&mut self, a: Local, b: Local, code: u8) {
        self.code.get(a);
        self.code.get(b);
        self.code.plain(code);
    }

    fn each(&mut self, a: Pair, b: Pair, code: u8) -> Pair {
        self.keep_pair(|this| this.operate(a.0, b.0, code), |this| this.operate(a.1, b.1, code))
    }

    /// Pushes all ones if a value is negative.
    fn push_sign(&mut self, high: Local) {
        self.code.get(high);
        self.code.i64(63);
        self.code.plain(op::I64_SHR_S);
    }

    pub(super) fn wide_add(&mut self, a: Pair, b: Pair) -> Pair {
        self.operate(a.0, b.0, op::I64_ADD);
        let low = self.code.keep(Ty::I64);
        self.operate(a.1, b.1, op::I64_ADD);
        self.operate(low, a.0, op::I64_LT_U);
        self.code.plain(op::I64_EXTEND_I32_U);
        self.code.plain(op::I64_ADD);
        (low, self.code.keep(Ty::I64))
    }

    pub(super) fn wide_sub(&mut self, a: Pair, b: Pair) -> Pair {
        self.keep_pair(
            |this| this.operate(a.0, b.0, op::I64_SUB),
            |this| {
                this.operate(a.1, b.1, op::I64_SUB);
                this.operate(a.0, b.0, op::I64_LT_U);
                this.code.plain(op::I64_EXTEND_I32_U);
                this.code.plain(op::I64_SUB);
            },
        )
    }

    fn wide_binary(&mut self, opcode: Opcode, a: Pair, b: Pair) -> Option<Pair> {
        Some(match opcode {
            Opcode::Iadd => self.wide_add(a, b),
            Opcode::Isub => self.wide_sub(a, b),
            Opcode::Band => self.each(a, b, op::I64_AND),
            Opcode::Bor => self.each(a, b, op::I64_OR),
            Opcode::Bxor => self.each(a, b, op::I64_XOR),
            Opcode::Imul => self.keep_pair(
                |this| this.operate(a.0, b.0, op::I64_MUL),
                |this| {
                    this.high_product(a.0, b.0, false);
                    this.operate(a.0, b.1, op::I64_MUL);
                    this.code.plain(op::I64_ADD);
                    this.operate(a.1, b.0, op::I64_MUL);
                    this.code.plain(op::I64_ADD);
                },
            ),
            Opcode::Smin | Opcode::Smax | Opcode::Umin | Opcode::Umax => {
                let cond = match opcode {
                    Opcode::Smin => IntCC::SignedLessThan,
                    Opcode::Smax => IntCC::SignedGreaterThan,
                    Opcode::Umin => IntCC::UnsignedLessThan,
                    _ => IntCC::UnsignedGreaterThan,
                };
                self.compare_pairs(cond, a, b);
                let condition = self.code.keep(Ty::I32);
                let mut select = |a: Local, b: Local| {
                    self.code.get(a);
                    self.operate(b, condition, op::SELECT);
                    self.code.keep(Ty::I64)
                };
                (select(a.0, b.0), select(a.1, b.1))
            }
            Opcode::Fcopysign => self.keep_pair(
                |this| this.code.get(a.0),
                |this| {
                    this.masked(a.1, !SIGN, op::I64_AND);
                    this.masked(b.1, SIGN, op::I64_AND);
                    this.code.plain(op::I64_OR);
                },
            ),
            _ => return None,
        })
    }

    fn masked(&mut self, value: Local, mask: i64, code: u8) {
        self.code.get(value);
        self.code.i64(mask);
        self.code.plain(code);
    }

    fn wide_unary(&mut self, opcode: Opcode, (low, high): Pair) -> Option<(Part, Part)> {
        let (low, high) = match opcode {
            Opcode::Bnot => self.keep_pair(
                |this| this.masked(low, -1, op::I64_XOR),
                |this| this.masked(high, -1, op::I64_XOR),
            ),
            Opcode::Ineg => {
                self.code.i64(0);
                let zero = self.code.keep(Ty::I64);
                self.wide_sub((zero, zero), (low, high))
            }
            Opcode::Iabs => {
                self.push_sign(high);
                let sign = self.code.keep(Ty::I64);
                let flipped = self.each((low, high), (sign, sign), op::I64_XOR);
                self.wide_sub(flipped, (sign, sign))
            }
            Opcode::Bswap => self.keep_pair(
                |this| this.swap_bytes(types::I64, high),
                |this| this.swap_bytes(types::I64, low),
            ),
            Opcode::Bitrev => self.keep_pair(
                |this| this.reverse_bits(types::I64, high),
                |this| this.reverse_bits(types::I64, low),
            ),
            Opcode::Fneg => self
                .keep_pair(|this| this.code.get(low), |this| this.masked(high, SIGN, op::I64_XOR)),
            Opcode::Fabs => self
                .keep_pair(|this| this.code.get(low), |this| this.masked(high, !SIGN, op::I64_AND)),
            Opcode::Popcnt => {
                self.code.get(low);
                self.code.plain(op::I64_POPCNT);
                self.code.get(high);
                self.code.plain(op::I64_POPCNT);
                self.code.plain(op::I64_ADD);
                return Some((Part::Local(self.code.keep(Ty::I64)), Part::Const(0)));
            }
            Opcode::Clz => return Some(self.count(high, low, op::I64_CLZ, 0)),
            Opcode::Ctz => return Some(self.count(low, high, op::I64_CTZ, 0)),
            Opcode::Cls => {
                self.push_sign(high);
                let sign = self.code.keep(Ty::I64);
                let (low, high) = self.each((low, high), (sign, sign), op::I64_XOR);
                return Some(self.count(high, low, op::I64_CLZ, 1));
            }
            _ => return None,
        };
        Some((Part::Local(low), Part::Local(high)))
    }

    /// Counts in `first`, and goes on in `second` if all of it was counted; takes `less` away.
    fn count(&mut self, first: Local, second: Local, code: u8, less: i64) -> (Part, Part) {
        self.code.get(first);
        self.code.plain(code);
        self.code.get(second);
        self.code.plain(code);
        self.code.i64(64);
        self.code.plain(op::I64_ADD);
        self.code.get(first);
        self.code.i64(0);
        self.code.plain(op::I64_NE);
        self.code.plain(op::SELECT);
        self.code.i64(less);
        self.code.plain(op::I64_SUB);
        (Part::Local(self.code.keep(Ty::I64)), Part::Const(0))
    }

    pub(super) fn icmp_wide(&mut self, cond: IntCC, a: Value, b: Value) -> Result<(), Error> {
        let (a, b) = (self.pair(a)?, self.pair(b)?);
        self.compare_pairs(cond, a, b);
        Ok(())
    }

    /// Pushes whether a condition holds.
    pub(super) fn compare_pairs(&mut self, cond: IntCC, a: Pair, b: Pair) {
        if let IntCC::Equal | IntCC::NotEqual = cond {
            self.operate(a.0, b.0, op::I64_XOR);
            self.operate(a.1, b.1, op::I64_XOR);
            self.code.plain(op::I64_OR);
            self.code.i64(0);
            self.code.plain(compare_long(cond));
            return;
        }
        // The lower halves decide if the upper ones are equal.
        self.operate(a.0, b.0, compare_long(cond.unsigned()));
        self.operate(a.1, b.1, compare_long(cond));
        self.operate(a.1, b.1, op::I64_EQ);
        self.code.plain(op::SELECT);
    }

    /// Says that a value is what a local holds for as long as it is used.
    fn share(&mut self, value: Value, local: Local) {
        let elsewhere = self.is_elsewhere(value);
        self.code.locals[local.0 as usize].temporary &= !elsewhere;
        self.info_mut(value).state = State::Local(local);
    }
}
