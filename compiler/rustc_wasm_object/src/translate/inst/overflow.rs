//! Sums, differences and products that say whether they fit.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{Inst, InstructionData, Opcode, Type, Value, types};

use crate::code::op::{self, Local, Ty};
use crate::error::Error;
use crate::translate::values::{Emitter, Part};

impl Emitter<'_, '_> {
    pub(super) fn overflow(&mut self, inst: Inst) -> Result<(), Error> {
        use Opcode::*;
        let (opcode, a, b, carry) = match self.func.dfg.insts[inst] {
            InstructionData::Binary { opcode, args: [a, b] } => (opcode, a, b, None),
            InstructionData::Ternary { opcode, args: [a, b, carry] } => (opcode, a, b, Some(carry)),
            _ => return Err(self.unsupported(inst)),
        };
        let (signed, kind) = match opcode {
            UaddOverflow | UaddOverflowCin => (false, Iadd),
            SaddOverflow | SaddOverflowCin => (true, Iadd),
            UsubOverflow | UsubOverflowBin => (false, Isub),
            SsubOverflow | SsubOverflowBin => (true, Isub),
            UmulOverflow => (false, Imul),
            SmulOverflow => (true, Imul),
            _ => return Err(self.unsupported(inst)),
        };
        let ty = self.ty(a);
        let &[value, flag] = self.func.dfg.inst_results(inst) else {
            return Err(self.unsupported(inst));
        };
        self.info_mut(flag).zext = true;
        if ty == types::I128 {
            return self.wide_overflow(inst, kind, signed, [a, b], carry, [value, flag]);
        }
        let (a, b) = if signed {
            (self.local_sext(a)?, self.local_sext(b)?)
        } else {
            (self.local_zext(a)?, self.local_zext(b)?)
        };
        let carry = match carry {
            Some(carry) => {
                self.push_zext(carry)?;
                if ty == types::I64 {
                    self.code.plain(op::I64_EXTEND_I32_U);
                }
                Some(self.code.keep(Self::int_ty(ty)))
            }
            None => None,
        };
        if ty.bits() < 32 {
            self.narrow_overflow(kind, signed, ty, [a, b], carry);
        } else if kind == Imul {
            self.product_overflow(signed, ty, a, b);
        } else {
            self.full_overflow(kind, signed, ty, [a, b], carry);
        }
        // The flag is on top of the value.
        self.define(flag)?;
        self.define(value)
    }

    /// Extended operands have room for the result in an `i32`.
    fn narrow_overflow(
        &mut self,
        kind: Opcode,
        signed: bool,
        ty: Type,
        [a, b]: [Local; 2],
        carry: Option<Local>,
    ) {
        let code = match kind {
            Opcode::Iadd => op::I32_ADD,
            Opcode::Isub => op::I32_SUB,
            _ => op::I32_MUL,
        };
        self.operate(a, b, code);
        if let Some(carry) = carry {
            self.code.get(carry);
            self.code.plain(code);
        }
        let value = self.code.keep(Ty::I32);
        self.code.get(value);
        self.code.get(value);
        if signed {
            self.sign_extend(ty);
            self.code.get(value);
            self.code.plain(op::I32_NE);
        } else {
            // A negative difference is large, too.
            self.code.i32((1 << ty.bits()) - 1);
            self.code.plain(op::I32_GT_U);
        }
    }

    fn product_overflow(&mut self, signed: bool, ty: Type, a: Local, b: Local) {
        if ty == types::I32 {
            let extend = if signed { op::I64_EXTEND_I32_S } else { op::I64_EXTEND_I32_U };
            self.code.get(a);
            self.code.plain(extend);
            self.code.get(b);
            self.code.plain(extend);
            self.code.plain(op::I64_MUL);
            let product = self.code.keep(Ty::I64);
            self.code.get(product);
            self.code.plain(op::I32_WRAP_I64);
            let value = self.code.keep(Ty::I32);
            self.code.get(value);
            self.code.get(value);
            self.code.plain(extend);
            self.code.get(product);
            self.code.plain(op::I64_NE);
            return;
        }
        self.operate(a, b, op::I64_MUL);
        let value = self.code.keep(Ty::I64);
        self.code.get(value);
        self.high_product(a, b, signed);
        // All of the upper half is what the sign of the lower half says.
        if signed {
            self.code.get(value);
            self.code.i64(63);
            self.code.plain(op::I64_SHR_S);
        } else {
            self.code.i64(0);
        }
        self.code.plain(op::I64_NE);
    }

    fn full_overflow(
        &mut self,
        kind: Opcode,
        signed: bool,
        ty: Type,
        [a, b]: [Local; 2],
        carry: Option<Local>,
    ) {
        let (wasm, long) = (Self::int_ty(ty), if ty == types::I64 { op::I64_FROM_I32 } else { 0 });
        let (less, less_signed) = if ty == types::I64 {
            (op::I64_LT_U, op::I64_LT_S)
        } else {
            (op::I32_LT_U, op::I32_LT_S)
        };
        let add = kind == Opcode::Iadd;
        let code = if add { op::I32_ADD } else { op::I32_SUB } + long;
        self.operate(a, b, code);
        let first = self.code.keep(wasm);
        let value = match carry {
            Some(carry) => {
                self.operate(first, carry, code);
                self.code.keep(wasm)
            }
            None => first,
        };
        self.code.get(value);
        if signed {
            // It does not fit if its sign differs from both of a sum's operands, or from the first
            // of a difference's whose operands' signs differ.
            self.operate(a, value, op::I32_XOR + long);
            self.operate(if add { value } else { a }, b, op::I32_XOR + long);
            self.code.plain(op::I32_AND + long);
            self.code.int(wasm, 0);
            self.code.plain(less_signed);
            return;
        }
        if add {
            self.operate(first, a, less);
        } else {
            self.operate(a, b, less);
        }
        if let Some(carry) = carry {
            if add {
                self.operate(value, first, less);
            } else {
                self.operate(first, carry, less);
            }
            self.code.plain(op::I32_OR);
        }
    }

    fn wide_overflow(
        &mut self,
        inst: Inst,
        kind: Opcode,
        signed: bool,
        [a, b]: [Value; 2],
        carry: Option<Value>,
        [value, flag]: [Value; 2],
    ) -> Result<(), Error> {
        if carry.is_some() || kind == Opcode::Imul {
            return Err(self.unsupported(inst));
        }
        let (a, b) = (self.pair(a)?, self.pair(b)?);
        let add = kind == Opcode::Iadd;
        let (low, high) = if add { self.wide_add(a, b) } else { self.wide_sub(a, b) };
        if signed {
            self.operate(a.1, high, op::I64_XOR);
            self.operate(if add { high } else { a.1 }, b.1, op::I64_XOR);
            self.code.plain(op::I64_AND);
            self.code.i64(0);
            self.code.plain(op::I64_LT_S);
        } else if add {
            self.compare_pairs(IntCC::UnsignedLessThan, (low, high), a);
        } else {
            self.compare_pairs(IntCC::UnsignedLessThan, a, b);
        }
        self.define(flag)?;
        self.define_parts(value, Part::Local(low), Part::Local(high));
        Ok(())
    }

    /// The sum, or a trap if it does not fit.
    pub(super) fn add_trap(&mut self, inst: Inst, [a, b]: [Value; 2]) -> Result<(), Error> {
        let ty = self.ty(a);
        if !matches!(ty, types::I32 | types::I64) {
            return Err(self.unsupported(inst));
        }
        let (a, b) = (self.local_of(a)?, self.local_of(b)?);
        self.full_overflow(Opcode::Iadd, false, ty, [a, b], None);
        self.trap_if();
        self.define(self.func.dfg.first_result(inst))
    }
}
