//! The upper half of a product.

use cranelift_codegen::ir::{Inst, Value, types};

use crate::code::op::{self, Local, Ty};
use crate::error::Error;
use crate::translate::values::Emitter;

impl Emitter<'_, '_> {
    pub(super) fn multiply_high(
        &mut self,
        inst: Inst,
        signed: bool,
        [a, b]: [Value; 2],
    ) -> Result<(), Error> {
        let ty = self.ty(a);
        match ty {
            types::I8 | types::I16 => {
                if signed {
                    self.push_sext(a)?;
                    self.push_sext(b)?;
                } else {
                    self.push_zext(a)?;
                    self.push_zext(b)?;
                }
                self.code.plain(op::I32_MUL);
                self.code.i32(ty.bits() as i32);
                self.code.plain(if signed { op::I32_SHR_S } else { op::I32_SHR_U });
            }
            types::I32 => {
                let extend = if signed { op::I64_EXTEND_I32_S } else { op::I64_EXTEND_I32_U };
                self.push(a)?;
                self.code.plain(extend);
                self.push(b)?;
                self.code.plain(extend);
                self.code.plain(op::I64_MUL);
                self.code.i64(32);
                self.code.plain(op::I64_SHR_U);
                self.code.plain(op::I32_WRAP_I64);
            }
            types::I64 => {
                let (a, b) = (self.local_of(a)?, self.local_of(b)?);
                self.high_product(a, b, signed);
            }
            _ => return Err(self.unsupported(inst)),
        }
        Ok(())
    }

    /// Pushes the upper half of the product of two `i64`.
    pub(super) fn high_product(&mut self, a: Local, b: Local, signed: bool) {
        self.unsigned_high_product(a, b);
        if signed {
            // A negative factor counts as 2^64 more when it is taken as unsigned, which adds the
            // other factor to the upper half.
            for (factor, other) in [(a, b), (b, a)] {
                self.code.get(factor);
                self.code.i64(63);
                self.code.plain(op::I64_SHR_S);
                self.code.get(other);
                self.code.plain(op::I64_AND);
                self.code.plain(op::I64_SUB);
            }
        }
    }

    /// The product of halves, as on paper: no sum below exceeds 64 bits.
    fn unsigned_high_product(&mut self, a: Local, b: Local) {
        let (a_low, a_high) = self.halves(a);
        let (b_low, b_high) = self.halves(b);
        self.product(a_low, b_low);
        self.upper();
        self.product(a_high, b_low);
        self.code.plain(op::I64_ADD);
        let middle = self.code.keep(Ty::I64);
        self.product(a_low, b_high);
        self.code.get(middle);
        self.lower();
        self.code.plain(op::I64_ADD);
        self.upper();
        self.code.get(middle);
        self.upper();
        self.code.plain(op::I64_ADD);
        self.product(a_high, b_high);
        self.code.plain(op::I64_ADD);
    }

    fn halves(&mut self, value: Local) -> (Local, Local) {
        self.code.get(value);
        self.lower();
        let low = self.code.keep(Ty::I64);
        self.code.get(value);
        self.upper();
        (low, self.code.keep(Ty::I64))
    }

    fn lower(&mut self) {
        self.code.i64(0xffff_ffff);
        self.code.plain(op::I64_AND);
    }

    fn upper(&mut self) {
        self.code.i64(32);
        self.code.plain(op::I64_SHR_U);
    }

    fn product(&mut self, a: Local, b: Local) {
        self.code.get(a);
        self.code.get(b);
        self.code.plain(op::I64_MUL);
    }
}
