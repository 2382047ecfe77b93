//! Shifts and rotations of 128 bits.

use cranelift_codegen::ir::{Opcode, Value, types};

use super::Pair;
use crate::code::op::{self, Local, Ty};
use crate::error::Error;
use crate::translate::values::{Emitter, Part};

impl Emitter<'_, '_> {
    pub(super) fn shift(
        &mut self,
        opcode: Opcode,
        value: Pair,
        amount: Value,
    ) -> Result<(Part, Part), Error> {
        if self.push_low_word(amount)? != types::I64 {
            self.code.plain(op::I64_EXTEND_I32_U);
        }
        // WebAssembly shifts by the amount modulo 64. Bit 6 says that a half moves into the other;
        // `64 - n`, which would be taken as 0 for 64, is 1 and then `63 - n`, that is `n ^ 63`.
        let amount = self.code.keep(Ty::I64);
        self.masked(amount, 63, op::I64_XOR);
        let rest = self.code.keep(Ty::I64);
        self.masked(amount, 64, op::I64_AND);
        self.code.i64(0);
        self.code.plain(op::I64_NE);
        let crosses = self.code.keep(Ty::I32);
        let (mut low, mut high) = value;
        if matches!(opcode, Opcode::Rotl | Opcode::Rotr) {
            let mut select = |a: Local, b: Local| {
                self.code.get(a);
                self.operate(b, crosses, op::SELECT);
                self.code.keep(Ty::I64)
            };
            (low, high) = (select(high, low), select(low, high));
        }
        let left = matches!(opcode, Opcode::Ishl | Opcode::Rotl);
        let (there, back) =
            if left { (op::I64_SHL, op::I64_SHR_U) } else { (op::I64_SHR_U, op::I64_SHL) };
        // What `from` loses comes into `into`.
        let funnel = |this: &mut Self, into: Local, from: Local| {
            this.operate(into, amount, there);
            this.code.get(from);
            this.code.i64(1);
            this.code.plain(back);
            this.code.get(rest);
            this.code.plain(back);
            this.code.plain(op::I64_OR);
            this.code.keep(Ty::I64)
        };
        match opcode {
            Opcode::Rotl | Opcode::Rotr => {
                let new_low = funnel(self, low, high);
                let new_high = funnel(self, high, low);
                Ok((Part::Local(new_low), Part::Local(new_high)))
            }
            _ => {
                let (near, far) = if left { (high, low) } else { (low, high) };
                self.operate(
                    far,
                    amount,
                    if opcode == Opcode::Sshr { op::I64_SHR_S } else { there },
                );
                let shifted = self.code.keep(Ty::I64);
                let joined = funnel(self, near, far);
                self.code.get(shifted);
                self.operate(joined, crosses, op::SELECT);
                let near = Part::Local(self.code.keep(Ty::I64));
                if opcode == Opcode::Sshr {
                    self.push_sign(far);
                } else {
                    self.code.i64(0);
                }
                self.operate(shifted, crosses, op::SELECT);
                let far = Part::Local(self.code.keep(Ty::I64));
                Ok(if left { (far, near) } else { (near, far) })
            }
        }
    }
}
