//! Arithmetic, comparisons and shifts of integers that one WebAssembly value holds.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Inst, Opcode, Type, Value, types};

use crate::code::op::{self, Local, Ty};
use crate::error::Error;
use crate::translate::values::Emitter;

/// From an `i32` comparison to the same on `i64`.
const I64_COMPARE: u8 = op::I64_EQZ - op::I32_EQZ;

/// What to add to the code of an operation on `i32` for one on `ty`.
fn long(ty: Type) -> u8 {
    if ty == types::I64 { op::I64_FROM_I32 } else { 0 }
}

/// The comparison of `i32` for a condition.
pub(super) fn compare(cond: IntCC) -> u8 {
    match cond {
        IntCC::Equal => 0x46,
        IntCC::NotEqual => 0x47,
        IntCC::SignedLessThan => 0x48,
        IntCC::UnsignedLessThan => 0x49,
        IntCC::SignedGreaterThan => 0x4a,
        IntCC::UnsignedGreaterThan => 0x4b,
        IntCC::SignedLessThanOrEqual => 0x4c,
        IntCC::UnsignedLessThanOrEqual => 0x4d,
        IntCC::SignedGreaterThanOrEqual => 0x4e,
        IntCC::UnsignedGreaterThanOrEqual => 0x4f,
    }
}

/// The same for `i64`.
pub(super) fn compare_long(cond: IntCC) -> u8 {
    compare(cond) + I64_COMPARE
}

fn is_signed(cond: IntCC) -> bool {
    use IntCC::*;
    matches!(
        cond,
        SignedLessThan | SignedGreaterThan | SignedLessThanOrEqual | SignedGreaterThanOrEqual
    )
}

impl Emitter<'_, '_> {
    /// The type of a local for an integer of up to 64 bits.
    pub(super) fn int_ty(ty: Type) -> Ty {
        if ty == types::I64 { Ty::I64 } else { Ty::I32 }
    }

    pub(super) fn int_unary(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        arg: Value,
    ) -> Result<(), Error> {
        let ty = self.ty(arg);
        if !ty.is_int() {
            return Err(self.unsupported(inst));
        }
        let wasm = self.local_ty(arg)?;
        let long = long(ty);
        match opcode {
            Opcode::Bnot => {
                self.push(arg)?;
                self.code.int(wasm, -1);
                self.code.plain(op::I32_XOR + long);
            }
            Opcode::Ineg => {
                self.code.int(wasm, 0);
                self.push(arg)?;
                self.code.plain(op::I32_SUB + long);
            }
            _ => {
                // With all ones in `sign` for a negative number, `(x ^ sign) - sign` is `-x`.
                let value = self.local_sext(arg)?;
                self.code.get(value);
                self.code.int(wasm, if ty == types::I64 { 63 } else { 31 });
                self.code.plain(op::I32_SHR_S + long);
                let sign = self.code.keep(wasm);
                self.code.get(value);
                self.code.get(sign);
                self.code.plain(op::I32_XOR + long);
                self.code.get(sign);
                self.code.plain(op::I32_SUB + long);
            }
        }
        Ok(())
    }

    pub(super) fn int_binary(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        [a, b]: [Value; 2],
    ) -> Result<(), Error> {
        use Opcode::*;
        let ty = self.ty(a);
        if !ty.is_int() {
            return Err(self.unsupported(inst));
        }
        let long = long(ty);
        let code = match opcode {
            Iadd => op::I32_ADD,
            Isub => op::I32_SUB,
            Imul => op::I32_MUL,
            Band => op::I32_AND,
            Bor => op::I32_OR,
            Bxor => op::I32_XOR,
            Udiv => op::I32_DIV_U,
            Urem => op::I32_REM_U,
            Sdiv => op::I32_DIV_S,
            Srem => op::I32_REM_S,
            Ishl => op::I32_SHL,
            Ushr => op::I32_SHR_U,
            Sshr => op::I32_SHR_S,
            Rotl | Rotr => return self.rotate(opcode == Rotl, a, b),
            Smin | Smax | Umin | Umax => return self.min_max(opcode, a, b),
            _ => return Err(self.unsupported(inst)),
        };
        match opcode {
            Udiv | Urem => {
                self.push_zext(a)?;
                self.push_zext(b)?;
            }
            Sdiv | Srem => {
                let divisor = self.constant_of(b);
                self.push_sext(a)?;
                self.push_sext(b)?;
                if opcode == Sdiv && ty.bits() < 32 && divisor.is_none_or(|value| value as i8 == -1)
                {
                    // The one quotient that does not fit is of the least number and -1.
                    self.code.plain(code);
                    let quotient = self.code.keep(Ty::I32);
                    self.code.get(quotient);
                    self.code.i32(1 << (ty.bits() - 1));
                    self.code.plain(op::I32_EQ);
                    self.trap_if();
                    self.code.get(quotient);
                    return Ok(());
                }
            }
            Ishl => {
                self.push(a)?;
                self.push_amount(ty, b)?;
            }
            Ushr => {
                self.push_zext(a)?;
                self.push_amount(ty, b)?;
            }
            Sshr => {
                self.push_sext(a)?;
                self.push_amount(ty, b)?;
            }
            _ => {
                self.push(a)?;
                self.push(b)?;
            }
        }
        self.code.plain(code + long);
        Ok(())
    }

    /// Pushes by how many bits to shift a value of type `ty`, reduced modulo its width, in its type.
    fn push_amount(&mut self, ty: Type, amount: Value) -> Result<(), Error> {
        let mask = i64::from(ty.bits()) - 1;
        if let Some(known) = self.constant_of(amount) {
            self.skip(amount);
            self.code.int(if ty == types::I64 { Ty::I64 } else { Ty::I32 }, known & mask);
            return Ok(());
        }
        let from = self.push_low_word(amount)?;
        match (from, ty) {
            (types::I64, types::I64) => {}
            (_, types::I64) => self.code.plain(op::I64_EXTEND_I32_U),
            (types::I64, _) => self.code.plain(op::I32_WRAP_I64),
            _ => {}
        }
        // WebAssembly does the same for its own widths.
        if ty.bits() < 32 {
            self.code.i32(mask as i32);
            self.code.plain(op::I32_AND);
        }
        Ok(())
    }

    /// Pushes the lower bits of an integer of any width, and says whether it is an `i64`.
    pub(super) fn push_low_word(&mut self, value: Value) -> Result<Type, Error> {
        match self.ty(value) {
            types::I128 => {
                let (low, _) = self.parts(value)?;
                self.push_part(low);
                Ok(types::I64)
            }
            ty => {
                self.push(value)?;
                Ok(ty)
            }
        }
    }

    fn rotate(&mut self, left: bool, a: Value, b: Value) -> Result<(), Error> {
        let ty = self.ty(a);
        if ty.bits() >= 32 {
            self.push(a)?;
            self.push_amount(ty, b)?;
            self.code.plain(if left { op::I32_ROTL } else { op::I32_ROTR } + long(ty));
            return Ok(());
        }
        let value = self.local_zext(a)?;
        self.push_amount(ty, b)?;
        let amount = self.code.keep(Ty::I32);
        let (there, back) =
            if left { (op::I32_SHL, op::I32_SHR_U) } else { (op::I32_SHR_U, op::I32_SHL) };
        self.code.get(value);
        self.code.get(amount);
        self.code.plain(there);
        self.code.get(value);
        self.code.i32(ty.bits() as i32);
        self.code.get(amount);
        self.code.plain(op::I32_SUB);
        self.code.plain(back);
        self.code.plain(op::I32_OR);
        Ok(())
    }

    fn min_max(&mut self, opcode: Opcode, a: Value, b: Value) -> Result<(), Error> {
        let signed = matches!(opcode, Opcode::Smin | Opcode::Smax);
        let (left, right) = if signed {
            (self.local_sext(a)?, self.local_sext(b)?)
        } else {
            (self.local_zext(a)?, self.local_zext(b)?)
        };
        let cond = match opcode {
            Opcode::Smin => IntCC::SignedLessThan,
            Opcode::Smax => IntCC::SignedGreaterThan,
            Opcode::Umin => IntCC::UnsignedLessThan,
            _ => IntCC::UnsignedGreaterThan,
        };
        self.select_by(cond, self.ty(a), left, right);
        Ok(())
    }

    /// Pushes `left` if the condition holds between it and `right`, and else `right`.
    pub(super) fn select_by(&mut self, cond: IntCC, ty: Type, left: Local, right: Local) {
        self.code.get(left);
        self.code.get(right);
        self.code.get(left);
        self.code.get(right);
        self.code.plain(if ty == types::I64 { compare_long(cond) } else { compare(cond) });
        self.code.plain(op::SELECT);
    }

    pub(super) fn icmp(&mut self, cond: IntCC, [a, b]: [Value; 2]) -> Result<(), Error> {
        let ty = self.ty(a);
        if ty == types::I128 {
            return self.icmp_wide(cond, a, b);
        }
        let zero = self.constant_of(b) == Some(0);
        if is_signed(cond) {
            self.push_sext(a)?;
        } else {
            self.push_zext(a)?;
        }
        if zero && cond == IntCC::Equal {
            self.skip(b);
            self.code.plain(if ty == types::I64 { op::I64_EQZ } else { op::I32_EQZ });
            return Ok(());
        }
        if is_signed(cond) {
            self.push_sext(b)?;
        } else {
            self.push_zext(b)?;
        }
        self.code.plain(if ty == types::I64 { compare_long(cond) } else { compare(cond) });
        Ok(())
    }
}
