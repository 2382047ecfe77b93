//! Conversions between widths, and between integers and floats.

use cranelift_codegen::ir::{Inst, InstructionData, Opcode, Type, Value, types};

use crate::code::op::{self, Local, Op, Ty};
use crate::error::Error;
use crate::translate::values::{Emitter, State};

impl Emitter<'_, '_> {
    /// Changes the width of an integer, to one of up to 64 bits.
    pub(super) fn resize(&mut self, inst: Inst, opcode: Opcode, arg: Value) -> Result<(), Error> {
        let (from, to) = (self.ty(arg), self.ty(self.func.dfg.first_result(inst)));
        if !from.is_int() || !to.is_int() {
            return Err(self.unsupported(inst));
        }
        match opcode {
            Opcode::Ireduce => {
                self.push_low_word(arg)?;
                if to.bits() <= 32 {
                    self.code.plain(op::I32_WRAP_I64);
                }
            }
            Opcode::Bmask => {
                self.push_mask(arg, to == types::I64)?;
            }
            Opcode::Uextend => {
                if let Some(load) = self.take_load(arg) {
                    return self.load(load, Some((to, false)));
                }
                self.push_zext(arg)?;
                if to == types::I64 {
                    self.code.plain(op::I64_EXTEND_I32_U);
                }
            }
            _ => {
                if let Some(load) = self.take_load(arg) {
                    return self.load(load, Some((to, true)));
                }
                if to != types::I64 {
                    return self.push_sext(arg);
                }
                self.push_sign_extended(arg)?;
            }
        }
        Ok(())
    }

    /// Pushes an integer of up to 64 bits as an `i64` with the same sign.
    pub(super) fn push_sign_extended(&mut self, arg: Value) -> Result<(), Error> {
        match (self.ty(arg), self.env.features.sign_ext) {
            (types::I64, _) => self.push(arg)?,
            (types::I8, true) => {
                self.push(arg)?;
                self.code.plain(op::I64_EXTEND_I32_U);
                self.code.plain(op::I64_EXTEND8_S);
            }
            (types::I16, true) => {
                self.push(arg)?;
                self.code.plain(op::I64_EXTEND_I32_U);
                self.code.plain(op::I64_EXTEND16_S);
            }
            _ => {
                self.push_sext(arg)?;
                self.code.plain(op::I64_EXTEND_I32_S);
            }
        }
        Ok(())
    }

    /// Pushes all ones if `arg` is not zero, and else zero.
    pub(super) fn push_mask(&mut self, arg: Value, is_long: bool) -> Result<(), Error> {
        // The comparison gives 0 or 1, whose negation is the mask.
        self.code.int(if is_long { Ty::I64 } else { Ty::I32 }, 0);
        self.push_condition(arg)?;
        if !matches!(self.ty(arg), types::I64 | types::I128) {
            self.code.i32(0);
            self.code.plain(op::I32_NE);
        }
        if is_long {
            self.code.plain(op::I64_EXTEND_I32_U);
            self.code.plain(op::I64_SUB);
        } else {
            self.code.plain(op::I32_SUB);
        }
        Ok(())
    }

    /// The load that a value is to come of, if nothing else uses it: then it can extend on its own.
    fn take_load(&mut self, arg: Value) -> Option<Inst> {
        let ty = self.ty(arg);
        let arg = self.resolve(arg);
        let State::Pending(inst) = self.info(arg).state else { return None };
        // What is loaded may have been reduced, and then extends from another bit.
        if self.ty(arg) != ty {
            return None;
        }
        let narrow = matches!(self.ty(arg), types::I8 | types::I16 | types::I32);
        let plain =
            matches!(self.func.dfg.insts[inst], InstructionData::Load { opcode: Opcode::Load, .. });
        if !narrow || !plain || self.info(arg).uses != 1 {
            return None;
        }
        let info = self.info_mut(arg);
        info.uses = 0;
        info.state = State::None;
        for &address in self.func.dfg.inst_args(inst) {
            let address = self.resolve(address);
            self.info_mut(address).inner -= 1;
        }
        Some(inst)
    }

    pub(super) fn bitcast(&mut self, inst: Inst, arg: Value) -> Result<(), Error> {
        let code = match (self.ty(arg), self.ty(self.func.dfg.first_result(inst))) {
            (types::I32, types::F32) => op::F32_REINTERPRET_I32,
            (types::F32, types::I32) => op::I32_REINTERPRET_F32,
            (types::I64, types::F64) => op::F64_REINTERPRET_I64,
            (types::F64, types::I64) => op::I64_REINTERPRET_F64,
            _ => return Err(self.unsupported(inst)),
        };
        self.push(arg)?;
        self.code.plain(code);
        Ok(())
    }

    pub(super) fn int_to_float(
        &mut self,
        inst: Inst,
        unsigned: bool,
        arg: Value,
    ) -> Result<(), Error> {
        let base = match self.ty(self.func.dfg.first_result(inst)) {
            types::F32 => op::F32_CONVERT_I32_S,
            types::F64 => op::F64_CONVERT_I32_S,
            _ => return Err(self.unsupported(inst)),
        };
        let ty = self.ty(arg);
        if ty.bits() > 64 {
            return Err(self.unsupported(inst));
        }
        if unsigned {
            self.push_zext(arg)?;
        } else {
            self.push_sext(arg)?;
        }
        self.code.plain(op::conversion(base, unsigned, ty == types::I64));
        Ok(())
    }

    /// The types that a conversion is from and to.
    fn float_and_int(&self, inst: Inst, arg: Value) -> Result<(Type, Type), Error> {
        let (from, to) = (self.ty(arg), self.ty(self.func.dfg.first_result(inst)));
        if matches!(from, types::F32 | types::F64) && to.bits() <= 64 {
            Ok((from, to))
        } else {
            Err(self.unsupported(inst))
        }
    }

    /// The conversion that traps if the value does not fit.
    pub(super) fn float_to_int(
        &mut self,
        inst: Inst,
        unsigned: bool,
        arg: Value,
    ) -> Result<(), Error> {
        let (from, to) = self.float_and_int(inst, arg)?;
        let base = if to == types::I64 { op::I64_TRUNC_F32_S } else { op::I32_TRUNC_F32_S };
        self.push(arg)?;
        self.code.plain(op::conversion(base, unsigned, from == types::F64));
        if to.bits() < 32 {
            let value = self.code.keep(Ty::I32);
            self.code.get(value);
            if unsigned {
                self.code.i32((1 << to.bits()) - 1);
                self.code.plain(op::I32_GT_U);
            } else {
                self.sign_extend(to);
                self.code.get(value);
                self.code.plain(op::I32_NE);
            }
            self.trap_if();
            self.code.get(value);
        }
        Ok(())
    }

    /// The conversion to the nearest value that fits, and of a NaN to zero.
    pub(super) fn float_to_int_sat(
        &mut self,
        inst: Inst,
        unsigned: bool,
        arg: Value,
    ) -> Result<(), Error> {
        let (from, to) = self.float_and_int(inst, arg)?;
        if self.env.features.nontrapping_fptoint {
            let base =
                if to == types::I64 { op::I64_TRUNC_SAT_F32_S } else { op::I32_TRUNC_SAT_F32_S };
            self.push(arg)?;
            self.code.push(Op::Sat(op::conversion(base, unsigned, from == types::F64)));
        } else {
            let value = self.local_of(arg)?;
            self.saturate_by_comparison(value, from, to, unsigned);
        }
        if to.bits() >= 32 {
            return Ok(());
        }
        let bits = to.bits();
        if unsigned {
            self.clamp((1 << bits) - 1, op::I32_LT_U);
        } else {
            self.clamp((1 << (bits - 1)) - 1, op::I32_LT_S);
            self.clamp(-(1 << (bits - 1)), op::I32_GT_S);
        }
        Ok(())
    }

    /// Replaces the value on the stack by `bound` unless the comparison holds between them.
    fn clamp(&mut self, bound: i32, compare: u8) {
        let value = self.code.keep(Ty::I32);
        self.code.get(value);
        self.code.i32(bound);
        self.code.get(value);
        self.code.i32(bound);
        self.code.plain(compare);
        self.code.plain(op::SELECT);
    }

    /// Saturates without the instructions made for it: to a full width, 32 or 64 bits.
    fn saturate_by_comparison(&mut self, value: Local, from: Type, to: Type, unsigned: bool) {
        let is_long = to == types::I64;
        let wasm = if is_long { Ty::I64 } else { Ty::I32 };
        let double = from == types::F64;
        let (lt, gt, ge, eq) = if double {
            (op::F64_LT, op::F64_GT, op::F64_GE, op::F64_EQ)
        } else {
            (op::F32_LT, op::F32_GT, op::F32_GE, op::F32_EQ)
        };
        let bits = if is_long { 64 } else { 32 };
        // The least power of two that does not fit: exact in every float type.
        let above = 2f64.powi(bits - i32::from(!unsigned));
        let (max, min) = match (unsigned, is_long) {
            (true, _) => (-1, 0),
            (false, true) => (i64::MAX, i64::MIN),
            (false, false) => (i32::MAX.into(), i32::MIN.into()),
        };
        let not_nan = |this: &mut Self, otherwise: i64| {
            this.code.int(wasm, otherwise);
            this.code.int(wasm, 0);
            this.code.get(value);
            this.code.get(value);
            this.code.plain(eq);
            this.code.plain(op::SELECT);
        };
        self.code.get(value);
        self.float_const(double, above);
        self.code.plain(lt);
        self.code.push(Op::IfValue(wasm));
        self.code.get(value);
        if unsigned {
            // What lies between -1 and 0 is cut to 0.
            self.float_const(double, -1.0);
            self.code.plain(gt);
        } else {
            self.float_const(double, -above);
            self.code.plain(ge);
        }
        self.code.push(Op::IfValue(wasm));
        self.code.get(value);
        let base = if is_long { op::I64_TRUNC_F32_S } else { op::I32_TRUNC_F32_S };
        self.code.plain(op::conversion(base, unsigned, double));
        self.code.push(Op::Else);
        self.code.int(wasm, min);
        self.code.push(Op::End);
        self.code.push(Op::Else);
        not_nan(self, max);
        self.code.push(Op::End);
    }

    fn float_const(&mut self, double: bool, value: f64) {
        self.code.push(if double {
            Op::F64Const(value.to_bits())
        } else {
            Op::F32Const((value as f32).to_bits())
        });
    }
}
