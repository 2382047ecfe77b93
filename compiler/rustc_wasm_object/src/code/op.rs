//! Instructions of WebAssembly before locals have numbers, and their codes.
//!
//! The codes are those of the core specification, version 2.0, section 5.4.

use cranelift_module::{DataId, FuncId};

/// A type of a local or a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Ty {
    I32,
    I64,
    F32,
    F64,
}

impl Ty {
    pub(crate) const ALL: [Ty; 4] = [Ty::I32, Ty::I64, Ty::F32, Ty::F64];

    /// The byte that stands for it.
    pub(crate) fn code(self) -> u8 {
        match self {
            Ty::I32 => 0x7f,
            Ty::I64 => 0x7e,
            Ty::F32 => 0x7d,
            Ty::F64 => 0x7c,
        }
    }
}

/// A local before values share locals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Local(pub(crate) u32);

/// What a relocation refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Target {
    Func(FuncId),
    Data(DataId),
}

/// An instruction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Op {
    /// An instruction without immediates.
    Plain(u8),
    /// An instruction with the prefix 0xfc and no immediates.
    Sat(u8),
    I32Const(i32),
    I64Const(i64),
    F32Const(u32),
    F64Const(u64),
    Get(Local),
    Set(Local),
    Tee(Local),
    /// A load or a store: its code, and the static offset.
    Access {
        code: u8,
        offset: u32,
    },
    /// A load or a store whose static offset is an address, by its number in `Code::addresses`.
    AccessAt {
        code: u8,
        address: u32,
    },
    /// The address of data, by its number in `Code::addresses`.
    Address(u32),
    /// The address of a function: its index in the table.
    FuncAddr(FuncId),
    Block,
    /// `dispatch`: made for a loop with several entries, see `irreducible`.
    Loop {
        dispatch: bool,
    },
    If,
    /// An `if` with a result.
    IfValue(Ty),
    Else,
    End,
    Br(u32),
    BrIf(u32),
    /// By its number in `Code::tables`.
    BrTable(u32),
    Call(FuncId),
    CallIndirect(u32),
    ReturnCall(FuncId),
    ReturnCallIndirect(u32),
    GetStackPointer,
    SetStackPointer,
    MemoryCopy,
    MemoryFill,
    MemorySize,
    MemoryGrow,
}

/// Functions that are called by these names are instructions: there is no other way to ask Cranelift
/// for them.
pub(crate) const INSTRUCTIONS: [(&str, Op); 2] =
    [("memory.size", Op::MemorySize), ("memory.grow", Op::MemoryGrow)];

pub(crate) const UNREACHABLE: u8 = 0x00;
pub(crate) const END: u8 = 0x0b;
pub(crate) const RETURN: u8 = 0x0f;
pub(crate) const CALL: u8 = 0x10;
pub(crate) const DROP: u8 = 0x1a;
pub(crate) const SELECT: u8 = 0x1b;
pub(crate) const LOCAL_GET: u8 = 0x20;
pub(crate) const I32_CONST: u8 = 0x41;
pub(crate) const I64_CONST: u8 = 0x42;
pub(crate) const F32_CONST: u8 = 0x43;
pub(crate) const F64_CONST: u8 = 0x44;

pub(crate) const I32_LOAD: u8 = 0x28;
pub(crate) const I64_LOAD: u8 = 0x29;
pub(crate) const F32_LOAD: u8 = 0x2a;
pub(crate) const F64_LOAD: u8 = 0x2b;
pub(crate) const I32_LOAD8_S: u8 = 0x2c;
pub(crate) const I32_LOAD8_U: u8 = 0x2d;
pub(crate) const I32_LOAD16_S: u8 = 0x2e;
pub(crate) const I32_LOAD16_U: u8 = 0x2f;
pub(crate) const I64_LOAD8_S: u8 = 0x30;
pub(crate) const I64_LOAD8_U: u8 = 0x31;
pub(crate) const I64_LOAD16_S: u8 = 0x32;
pub(crate) const I64_LOAD16_U: u8 = 0x33;
pub(crate) const I64_LOAD32_S: u8 = 0x34;
pub(crate) const I64_LOAD32_U: u8 = 0x35;
pub(crate) const I32_STORE: u8 = 0x36;
pub(crate) const I64_STORE: u8 = 0x37;
pub(crate) const F32_STORE: u8 = 0x38;
pub(crate) const F64_STORE: u8 = 0x39;
pub(crate) const I32_STORE8: u8 = 0x3a;
pub(crate) const I32_STORE16: u8 = 0x3b;
pub(crate) const I64_STORE8: u8 = 0x3c;
pub(crate) const I64_STORE16: u8 = 0x3d;
pub(crate) const I64_STORE32: u8 = 0x3e;

pub(crate) const I32_EQZ: u8 = 0x45;
pub(crate) const I32_EQ: u8 = 0x46;
pub(crate) const I32_NE: u8 = 0x47;
pub(crate) const I32_LT_S: u8 = 0x48;
pub(crate) const I32_LT_U: u8 = 0x49;
pub(crate) const I32_GT_S: u8 = 0x4a;
pub(crate) const I32_GT_U: u8 = 0x4b;
pub(crate) const I32_GE_U: u8 = 0x4f;
pub(crate) const I64_EQZ: u8 = 0x50;
pub(crate) const I64_EQ: u8 = 0x51;
pub(crate) const I64_NE: u8 = 0x52;
pub(crate) const I64_LT_S: u8 = 0x53;
pub(crate) const I64_LT_U: u8 = 0x54;
pub(crate) const I64_GT_S: u8 = 0x55;
pub(crate) const I64_GT_U: u8 = 0x56;
pub(crate) const I64_GE_U: u8 = 0x5a;
pub(crate) const F32_EQ: u8 = 0x5b;
pub(crate) const F32_LT: u8 = 0x5d;
pub(crate) const F32_GT: u8 = 0x5e;
pub(crate) const F32_GE: u8 = 0x60;
pub(crate) const F64_EQ: u8 = 0x61;
pub(crate) const F64_LT: u8 = 0x63;
pub(crate) const F64_GT: u8 = 0x64;
pub(crate) const F64_GE: u8 = 0x66;

pub(crate) const I32_CLZ: u8 = 0x67;
pub(crate) const I32_CTZ: u8 = 0x68;
pub(crate) const I32_POPCNT: u8 = 0x69;
pub(crate) const I32_ADD: u8 = 0x6a;
pub(crate) const I32_SUB: u8 = 0x6b;
pub(crate) const I32_MUL: u8 = 0x6c;
pub(crate) const I32_DIV_S: u8 = 0x6d;
pub(crate) const I32_DIV_U: u8 = 0x6e;
pub(crate) const I32_REM_S: u8 = 0x6f;
pub(crate) const I32_REM_U: u8 = 0x70;
pub(crate) const I32_AND: u8 = 0x71;
pub(crate) const I32_OR: u8 = 0x72;
pub(crate) const I32_XOR: u8 = 0x73;
pub(crate) const I32_SHL: u8 = 0x74;
pub(crate) const I32_SHR_S: u8 = 0x75;
pub(crate) const I32_SHR_U: u8 = 0x76;
pub(crate) const I32_ROTL: u8 = 0x77;
pub(crate) const I32_ROTR: u8 = 0x78;

/// From an `i32` operation between clz and rotr to the same on `i64`.
pub(crate) const I64_FROM_I32: u8 = 0x79 - 0x67;
pub(crate) const I64_CLZ: u8 = 0x79;
pub(crate) const I64_CTZ: u8 = 0x7a;
pub(crate) const I64_POPCNT: u8 = 0x7b;
pub(crate) const I64_ADD: u8 = 0x7c;
pub(crate) const I64_SUB: u8 = 0x7d;
pub(crate) const I64_MUL: u8 = 0x7e;
pub(crate) const I64_AND: u8 = 0x83;
pub(crate) const I64_OR: u8 = 0x84;
pub(crate) const I64_XOR: u8 = 0x85;
pub(crate) const I64_SHL: u8 = 0x86;
pub(crate) const I64_SHR_S: u8 = 0x87;
pub(crate) const I64_SHR_U: u8 = 0x88;
pub(crate) const I64_ROTL: u8 = 0x89;

pub(crate) const F32_ABS: u8 = 0x8b;
pub(crate) const F32_NEG: u8 = 0x8c;
pub(crate) const F32_CEIL: u8 = 0x8d;
pub(crate) const F32_FLOOR: u8 = 0x8e;
pub(crate) const F32_TRUNC: u8 = 0x8f;
pub(crate) const F32_NEAREST: u8 = 0x90;
pub(crate) const F32_SQRT: u8 = 0x91;
pub(crate) const F32_ADD: u8 = 0x92;
pub(crate) const F32_SUB: u8 = 0x93;
pub(crate) const F32_MUL: u8 = 0x94;
pub(crate) const F32_DIV: u8 = 0x95;
pub(crate) const F32_MIN: u8 = 0x96;
pub(crate) const F32_MAX: u8 = 0x97;
pub(crate) const F32_COPYSIGN: u8 = 0x98;
/// From an `f32` operation between abs and copysign to the same on `f64`.
pub(crate) const F64_FROM_F32: u8 = 0x99 - 0x8b;

pub(crate) const I32_WRAP_I64: u8 = 0xa7;
pub(crate) const I32_TRUNC_F32_S: u8 = 0xa8;
pub(crate) const I64_EXTEND_I32_S: u8 = 0xac;
pub(crate) const I64_EXTEND_I32_U: u8 = 0xad;
pub(crate) const I64_TRUNC_F32_S: u8 = 0xae;
pub(crate) const F32_CONVERT_I32_S: u8 = 0xb2;
pub(crate) const F32_DEMOTE_F64: u8 = 0xb6;
pub(crate) const F64_CONVERT_I32_S: u8 = 0xb7;
pub(crate) const F64_PROMOTE_F32: u8 = 0xbb;
pub(crate) const I32_REINTERPRET_F32: u8 = 0xbc;
pub(crate) const I64_REINTERPRET_F64: u8 = 0xbd;
pub(crate) const F32_REINTERPRET_I32: u8 = 0xbe;
pub(crate) const F64_REINTERPRET_I64: u8 = 0xbf;
pub(crate) const I32_EXTEND8_S: u8 = 0xc0;
pub(crate) const I32_EXTEND16_S: u8 = 0xc1;
pub(crate) const I64_EXTEND8_S: u8 = 0xc2;
pub(crate) const I64_EXTEND16_S: u8 = 0xc3;

/// With the prefix 0xfc, in the order of the four combinations below.
pub(crate) const I32_TRUNC_SAT_F32_S: u8 = 0x00;
pub(crate) const I64_TRUNC_SAT_F32_S: u8 = 0x04;

/// Added to a conversion from a float: `u` after `s`, `f64` after `f32`.
pub(crate) fn conversion(base: u8, unsigned: bool, from_f64: bool) -> u8 {
    base + u8::from(unsigned) + 2 * u8::from(from_f64)
}
