//! Atomic operations, which are plain ones: the targets have one thread.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{AtomicRmwOp, Inst, Value, types};

use super::memory::{plain_load, plain_store};
use crate::code::op::{self, Local, Op};
use crate::error::Error;
use crate::translate::values::Emitter;

impl Emitter<'_, '_> {
    pub(super) fn atomic_rmw(
        &mut self,
        inst: Inst,
        op: AtomicRmwOp,
        [p, x]: [Value; 2],
    ) -> Result<(), Error> {
        let ty = self.ty(x);
        let (Some(load), Some(store)) = (plain_load(ty), plain_store(ty)) else {
            return Err(self.unsupported(inst));
        };
        use AtomicRmwOp::*;
        let (long, wasm) = (if ty == types::I64 { op::I64_FROM_I32 } else { 0 }, Self::int_ty(ty));
        let address = self.local_of(p)?;
        let operand = match op {
            Umin | Umax => self.local_zext(x)?,
            Smin | Smax => self.local_sext(x)?,
            _ => self.local_of(x)?,
        };
        self.flush_ordered()?;
        self.code.get(address);
        self.code.access(load, 0);
        let old = self.code.keep(wasm);
        self.code.get(address);
        match op {
            Xchg => self.code.get(operand),
            Umin | Umax | Smin | Smax => {
                let cond = match op {
                    Umin => IntCC::UnsignedLessThan,
                    Umax => IntCC::UnsignedGreaterThan,
                    Smin => IntCC::SignedLessThan,
                    _ => IntCC::SignedGreaterThan,
                };
                let signed = matches!(op, Smin | Smax) && ty.bits() < 32;
                let left = if signed { self.extended(old, ty) } else { old };
                self.select_by(cond, ty, left, operand);
            }
            _ => {
                self.code.get(old);
                self.code.get(operand);
                self.code.plain(
                    long + match op {
                        Add => op::I32_ADD,
                        Sub => op::I32_SUB,
                        And | Nand => op::I32_AND,
                        Or => op::I32_OR,
                        _ => op::I32_XOR,
                    },
                );
                if op == Nand {
                    self.code.int(wasm, -1);
                    self.code.plain(op::I32_XOR + long);
                }
            }
        }
        self.code.access(store, 0);
        self.define_old(inst, old)
    }

    pub(super) fn atomic_cas(
        &mut self,
        inst: Inst,
        [p, expected, new]: [Value; 3],
    ) -> Result<(), Error> {
        let ty = self.ty(new);
        let (Some(load), Some(store)) = (plain_load(ty), plain_store(ty)) else {
            return Err(self.unsupported(inst));
        };
        let address = self.local_of(p)?;
        let expected = self.local_zext(expected)?;
        let new = self.local_of(new)?;
        self.flush_ordered()?;
        self.code.get(address);
        self.code.access(load, 0);
        let old = self.code.keep(Self::int_ty(ty));
        self.code.get(old);
        self.code.get(expected);
        self.code.plain(if ty == types::I64 { op::I64_EQ } else { op::I32_EQ });
        self.code.push(Op::If);
        self.code.get(address);
        self.code.get(new);
        self.code.access(store, 0);
        self.code.push(Op::End);
        self.define_old(inst, old)
    }

    fn extended(&mut self, value: Local, ty: cranelift_codegen::ir::Type) -> Local {
        self.code.get(value);
        self.sign_extend(ty);
        self.code.keep(op::Ty::I32)
    }

    /// Gives the result of an operation the value that was in memory before.
    fn define_old(&mut self, inst: Inst, old: Local) -> Result<(), Error> {
        let result = self.func.dfg.first_result(inst);
        if !self.is_used(result) {
            return Ok(());
        }
        self.info_mut(result).zext = true;
        self.code.get(old);
        self.define(result)
    }
}
