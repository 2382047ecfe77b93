//! Counting, swapping and reversing bits of up to 64.

use cranelift_codegen::ir::{Inst, Opcode, Type, Value, types};

use crate::code::op::{self, Local, Ty};
use crate::error::Error;
use crate::translate::values::Emitter;

impl Emitter<'_, '_> {
    /// Results of narrow types have zeros above their bits.
    pub(super) fn bits(&mut self, inst: Inst, opcode: Opcode, arg: Value) -> Result<(), Error> {
        let ty = self.ty(arg);
        if !ty.is_int() {
            return Err(self.unsupported(inst));
        }
        let bits = ty.bits() as i32;
        let is_long = ty == types::I64;
        let long = if is_long { op::I64_FROM_I32 } else { 0 };
        match opcode {
            Opcode::Popcnt => {
                self.push_zext(arg)?;
                self.code.plain(op::I32_POPCNT + long);
            }
            Opcode::Clz => {
                self.push_zext(arg)?;
                self.code.plain(op::I32_CLZ + long);
                if bits < 32 {
                    self.code.i32(32 - bits);
                    self.code.plain(op::I32_SUB);
                }
            }
            Opcode::Ctz => {
                self.push(arg)?;
                if bits < 32 {
                    // A bit above the others ends the count.
                    self.code.i32(1 << bits);
                    self.code.plain(op::I32_OR);
                }
                self.code.plain(op::I32_CTZ + long);
            }
            Opcode::Cls => {
                // The bits that differ from the sign start where its copies end.
                let wasm = self.local_ty(arg)?;
                let value = self.local_sext(arg)?;
                self.code.get(value);
                self.code.get(value);
                self.code.int(wasm, if is_long { 63 } else { 31 });
                self.code.plain(op::I32_SHR_S + long);
                self.code.plain(op::I32_XOR + long);
                self.code.plain(op::I32_CLZ + long);
                self.code.int(wasm, if is_long { 1 } else { 33 - i64::from(bits) });
                self.code.plain(op::I32_SUB + long);
            }
            Opcode::Bswap => {
                let value = self.local_of(arg)?;
                self.swap_bytes(ty, value);
            }
            _ => {
                let value = self.local_of(arg)?;
                self.reverse_bits(ty, value);
            }
        }
        Ok(())
    }

    /// Pushes a value with its bytes in the opposite order.
    pub(super) fn swap_bytes(&mut self, ty: Type, value: Local) {
        match ty {
            types::I16 => {
                self.code.get(value);
                self.code.i32(8);
                self.code.plain(op::I32_SHL);
                self.mask(types::I32, 0xff00);
                self.code.get(value);
                self.code.i32(8);
                self.code.plain(op::I32_SHR_U);
                self.mask(types::I32, 0xff);
                self.code.plain(op::I32_OR);
            }
            types::I32 => {
                // Bytes 0 and 2 come right by a rotation to the right, 1 and 3 by one to the left.
                self.code.get(value);
                self.code.i32(8);
                self.code.plain(op::I32_ROTR);
                self.mask(types::I32, 0xff00_ff00);
                self.code.get(value);
                self.code.i32(8);
                self.code.plain(op::I32_ROTL);
                self.mask(types::I32, 0x00ff_00ff);
                self.code.plain(op::I32_OR);
            }
            types::I64 => {
                self.exchange(ty, value, 8, 0x00ff_00ff_00ff_00ff);
                let value = self.code.keep(Ty::I64);
                self.exchange(ty, value, 16, 0x0000_ffff_0000_ffff);
                self.code.i64(32);
                self.code.plain(op::I64_ROTL);
            }
            _ => self.code.get(value),
        }
    }

    /// Pushes a value with its bits in the opposite order.
    pub(super) fn reverse_bits(&mut self, ty: Type, value: Local) {
        let wasm = if ty == types::I64 { Ty::I64 } else { Ty::I32 };
        self.exchange(ty, value, 1, 0x5555_5555_5555_5555);
        let value = self.code.keep(wasm);
        self.exchange(ty, value, 2, 0x3333_3333_3333_3333);
        let value = self.code.keep(wasm);
        self.exchange(ty, value, 4, 0x0f0f_0f0f_0f0f_0f0f);
        if ty == types::I8 {
            // What came from above the byte is above it still.
            self.mask(types::I32, 0xff);
            return;
        }
        let value = self.code.keep(wasm);
        self.swap_bytes(ty, value);
    }

    /// Pushes a value whose groups of `by` bits have changed places with their neighbours: those in
    /// `mask` with those to the left of them.
    fn exchange(&mut self, ty: Type, value: Local, by: i64, mask: u64) {
        let (wasm, long) =
            if ty == types::I64 { (Ty::I64, op::I64_FROM_I32) } else { (Ty::I32, 0) };
        self.code.get(value);
        self.mask(ty, mask);
        self.code.int(wasm, by);
        self.code.plain(op::I32_SHL + long);
        self.code.get(value);
        self.code.int(wasm, by);
        self.code.plain(op::I32_SHR_U + long);
        self.mask(ty, mask);
        self.code.plain(op::I32_OR + long);
    }

    fn mask(&mut self, ty: Type, mask: u64) {
        if ty == types::I64 {
            self.code.i64(mask as i64);
            self.code.plain(op::I64_AND);
        } else {
            self.code.i32(mask as u32 as i32);
            self.code.plain(op::I32_AND);
        }
    }
}
