//! A function's instructions while it is translated, with the shortest of peepholes.

pub(crate) mod abi;
pub(crate) mod encode;
mod locals;
pub(crate) mod op;

use cranelift_module::{DataId, FuncId};

use crate::code::op::{Local, Op, Target, Ty};

/// An address that the linker fills in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Address {
    pub(crate) target: Target,
    pub(crate) addend: i32,
}

/// What is known of a local before values share locals.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LocalInfo {
    pub(crate) ty: Ty,
    /// Written and read between two labels: no other path can see it.
    pub(crate) temporary: bool,
}

/// Instructions of one function, and what they refer to by number.
#[derive(Default)]
pub(crate) struct Code {
    pub(crate) ops: Vec<Op>,
    pub(crate) locals: Vec<LocalInfo>,
    pub(crate) addresses: Vec<Address>,
    /// Depths of the targets of each `br_table`, the default last.
    pub(crate) tables: Vec<Vec<u32>>,
}

impl Code {
    pub(crate) fn push(&mut self, op: Op) {
        self.ops.push(op);
    }

    pub(crate) fn plain(&mut self, code: u8) {
        self.ops.push(Op::Plain(code));
    }

    pub(crate) fn i32(&mut self, value: i32) {
        self.ops.push(Op::I32Const(value));
    }

    pub(crate) fn i64(&mut self, value: i64) {
        self.ops.push(Op::I64Const(value));
    }

    /// An integer of type `ty`.
    pub(crate) fn int(&mut self, ty: Ty, value: i64) {
        match ty {
            Ty::I64 => self.i64(value),
            _ => self.i32(value as i32),
        }
    }

    /// Reads a local. Right after it was written, the value is still at hand.
    pub(crate) fn get(&mut self, local: Local) {
        match self.ops.last_mut() {
            Some(last) if *last == Op::Set(local) => *last = Op::Tee(local),
            _ => self.ops.push(Op::Get(local)),
        }
    }

    pub(crate) fn set(&mut self, local: Local) {
        self.ops.push(Op::Set(local));
    }

    pub(crate) fn tee(&mut self, local: Local) {
        self.ops.push(Op::Tee(local));
    }

    /// Takes from the stack what is also in `local`.
    pub(crate) fn drop_tee(&mut self, local: Local) {
        match self.ops.last_mut() {
            Some(last) if *last == Op::Tee(local) => *last = Op::Set(local),
            _ => self.plain(op::DROP),
        }
    }

    pub(crate) fn new_local(&mut self, ty: Ty, temporary: bool) -> Local {
        let local = Local(self.locals.len() as u32);
        self.locals.push(LocalInfo { ty, temporary });
        local
    }

    /// Writes what is on the stack to a new local for use in the same instruction.
    pub(crate) fn keep(&mut self, ty: Ty) -> Local {
        let local = self.new_local(ty, true);
        self.set(local);
        local
    }

    /// A load or store at an offset from the address on the stack.
    pub(crate) fn access(&mut self, code: u8, offset: u32) {
        self.ops.push(Op::Access { code, offset });
    }

    pub(crate) fn access_at(&mut self, code: u8, address: Address) {
        let address = self.address(address);
        self.ops.push(Op::AccessAt { code, address });
    }

    pub(crate) fn data_address(&mut self, data: DataId, addend: i32) {
        let address = self.address(Address { target: Target::Data(data), addend });
        self.ops.push(Op::Address(address));
    }

    pub(crate) fn func_address(&mut self, func: FuncId) {
        self.ops.push(Op::FuncAddr(func));
    }

    fn address(&mut self, address: Address) -> u32 {
        self.addresses.push(address);
        (self.addresses.len() - 1) as u32
    }

    /// Turns a condition on the stack into its opposite, an `i32` that is 0 or 1.
    pub(crate) fn not(&mut self) {
        match self.ops.last_mut() {
            Some(Op::Plain(code)) if let Some(opposite) = opposite(*code) => *code = opposite,
            _ => self.plain(op::I32_EQZ),
        }
    }

    /// Turns an `i32` that a branch tests into one with the opposite outcome.
    pub(crate) fn not_condition(&mut self) {
        match self.ops.last() {
            Some(Op::Plain(op::I32_EQZ)) => {
                self.ops.pop();
            }
            _ => self.not(),
        }
    }

    /// Makes a 64-bit condition into one that a branch can test.
    pub(crate) fn wide_condition(&mut self) {
        self.i64(0);
        self.plain(op::I64_NE);
    }
}

/// The comparison with the opposite outcome. Floats have none: both `<` and `>=` are false of a NaN.
fn opposite(code: u8) -> Option<u8> {
    const I32_LE_S: u8 = op::I32_GT_S + 2;
    const I32_LE_U: u8 = op::I32_GT_U + 2;
    const I64_LE_S: u8 = op::I64_GT_S + 2;
    const I64_LE_U: u8 = op::I64_GT_U + 2;
    const I32_GE_S: u8 = op::I32_GE_U - 1;
    const I64_GE_S: u8 = op::I64_GE_U - 1;
    Some(match code {
        op::I32_EQ => op::I32_NE,
        op::I32_NE => op::I32_EQ,
        op::I32_LT_S => I32_GE_S,
        I32_GE_S => op::I32_LT_S,
        op::I32_LT_U => op::I32_GE_U,
        op::I32_GE_U => op::I32_LT_U,
        op::I32_GT_S => I32_LE_S,
        I32_LE_S => op::I32_GT_S,
        op::I32_GT_U => I32_LE_U,
        I32_LE_U => op::I32_GT_U,
        op::I64_EQ => op::I64_NE,
        op::I64_NE => op::I64_EQ,
        op::I64_LT_S => I64_GE_S,
        I64_GE_S => op::I64_LT_S,
        op::I64_LT_U => op::I64_GE_U,
        op::I64_GE_U => op::I64_LT_U,
        op::I64_GT_S => I64_LE_S,
        I64_LE_S => op::I64_GT_S,
        op::I64_GT_U => I64_LE_U,
        I64_LE_U => op::I64_GT_U,
        _ => return None,
    })
}
