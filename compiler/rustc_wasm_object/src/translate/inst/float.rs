//! Arithmetic and comparisons of `f32` and `f64`, and what only touches the sign of the others.

use cranelift_codegen::ir::condcodes::FloatCC;
use cranelift_codegen::ir::{AbiParam, Inst, Opcode, Type, Value, types};

use crate::code::op::{self, Op};
use crate::error::Error;
use crate::translate::values::Emitter;

/// What to add to the code of an operation on `f32` for one on `ty`.
fn double(ty: Type) -> Option<u8> {
    match ty {
        types::F32 => Some(0),
        types::F64 => Some(op::F64_FROM_F32),
        _ => None,
    }
}

impl Emitter<'_, '_> {
    pub(super) fn float_unary(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        arg: Value,
    ) -> Result<(), Error> {
        let ty = self.ty(arg);
        let code = match (opcode, ty) {
            (Opcode::Fpromote, types::F32) if self.result_ty(inst) == types::F64 => {
                self.push(arg)?;
                self.code.plain(op::F64_PROMOTE_F32);
                return Ok(());
            }
            (Opcode::Fdemote, types::F64) if self.result_ty(inst) == types::F32 => {
                self.push(arg)?;
                self.code.plain(op::F32_DEMOTE_F64);
                return Ok(());
            }
            (Opcode::Fneg | Opcode::Fabs, types::F16) => {
                self.push(arg)?;
                let neg = opcode == Opcode::Fneg;
                self.code.i32(if neg { 0x8000 } else { 0x7fff });
                self.code.plain(if neg { op::I32_XOR } else { op::I32_AND });
                return Ok(());
            }
            (Opcode::Fneg, _) => op::F32_NEG,
            (Opcode::Fabs, _) => op::F32_ABS,
            (Opcode::Ceil, _) => op::F32_CEIL,
            (Opcode::Floor, _) => op::F32_FLOOR,
            (Opcode::Trunc, _) => op::F32_TRUNC,
            (Opcode::Nearest, _) => op::F32_NEAREST,
            (Opcode::Sqrt, _) => op::F32_SQRT,
            _ => return Err(self.unsupported(inst)),
        };
        let Some(double) = double(ty) else { return Err(self.unsupported(inst)) };
        self.push(arg)?;
        self.code.plain(code + double);
        Ok(())
    }

    pub(super) fn float_binary(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        [a, b]: [Value; 2],
    ) -> Result<(), Error> {
        let Some(double) = double(self.ty(a)) else { return Err(self.unsupported(inst)) };
        let code = match opcode {
            Opcode::Fadd => op::F32_ADD,
            Opcode::Fsub => op::F32_SUB,
            Opcode::Fmul => op::F32_MUL,
            Opcode::Fdiv => op::F32_DIV,
            Opcode::Fmin => op::F32_MIN,
            Opcode::Fmax => op::F32_MAX,
            _ => op::F32_COPYSIGN,
        };
        self.push(a)?;
        self.push(b)?;
        self.code.plain(code + double);
        Ok(())
    }

    /// WebAssembly has no fused multiplication; C's library does.
    pub(super) fn fma(&mut self, inst: Inst, args: [Value; 3]) -> Result<(), Error> {
        let ty = self.ty(args[0]);
        let name = match ty {
            types::F32 => "fmaf",
            types::F64 => "fma",
            _ => return Err(self.unsupported(inst)),
        };
        for arg in args {
            self.push(arg)?;
        }
        let func = self.env.runtime(name, vec![AbiParam::new(ty); 3], vec![AbiParam::new(ty)])?;
        self.code.push(Op::Call(func));
        Ok(())
    }

    pub(super) fn fcmp(
        &mut self,
        inst: Inst,
        cond: FloatCC,
        [a, b]: [Value; 2],
    ) -> Result<(), Error> {
        let ty = self.ty(a);
        // The codes are eq, ne, lt, gt, le, ge.
        let eq = match ty {
            types::F32 => op::F32_EQ,
            types::F64 => op::F64_EQ,
            _ => return Err(self.unsupported(inst)),
        };
        let (ne, lt, gt, le, ge) = (eq + 1, eq + 2, eq + 3, eq + 4, eq + 5);
        use FloatCC::*;
        // All but `ne` are false of a NaN, so what holds of one is the negation of the opposite.
        let (code, negate) = match cond {
            Equal => (eq, false),
            NotEqual => (ne, false),
            LessThan => (lt, false),
            LessThanOrEqual => (le, false),
            GreaterThan => (gt, false),
            GreaterThanOrEqual => (ge, false),
            UnorderedOrLessThan => (ge, true),
            UnorderedOrLessThanOrEqual => (gt, true),
            UnorderedOrGreaterThan => (le, true),
            UnorderedOrGreaterThanOrEqual => (lt, true),
            Ordered | Unordered => {
                let (a, b) = (self.local_of(a)?, self.local_of(b)?);
                let code = if cond == Ordered { eq } else { ne };
                for local in [a, b] {
                    self.code.get(local);
                    self.code.get(local);
                    self.code.plain(code);
                }
                self.code.plain(if cond == Ordered { op::I32_AND } else { op::I32_OR });
                return Ok(());
            }
            OrderedNotEqual | UnorderedOrEqual => {
                let (a, b) = (self.local_of(a)?, self.local_of(b)?);
                for code in [lt, gt] {
                    self.code.get(a);
                    self.code.get(b);
                    self.code.plain(code);
                }
                self.code.plain(op::I32_OR);
                if cond == UnorderedOrEqual {
                    self.code.plain(op::I32_EQZ);
                }
                return Ok(());
            }
        };
        self.push(a)?;
        self.push(b)?;
        self.code.plain(code);
        if negate {
            self.code.plain(op::I32_EQZ);
        }
        Ok(())
    }
}
