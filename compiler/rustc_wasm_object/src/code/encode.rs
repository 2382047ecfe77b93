//! Bytes of a function body, and where the linker fills something in.

use wasm_encoder::Encode;

use crate::code::Code;
use crate::code::abi::WasmType;
use crate::code::locals::{self, UNUSED};
use crate::code::op::{self, Op, Target, Ty};
use crate::error::Error;

/// The limits of engines, which agree on them: the WebAssembly JavaScript interface, "Limits".
const MAX_BODY: usize = 7_654_321;
const MAX_LOCALS: usize = 50_000;
const MAX_PARAMS: usize = 1_000;

/// What the linker writes at a place in code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The index of a function.
    Function(Target),
    /// The index of a function in the table.
    TableIndex(Target),
    /// An address, as a constant.
    Address(Target, i32),
    /// An address, as the static offset of an access.
    Offset(Target, i32),
    Type(u32),
    StackPointer,
    Table,
}

/// A place in code.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reloc {
    /// From the start of the body, its size not included.
    pub(crate) offset: u32,
    pub(crate) place: Place,
}

/// A function's body: its locals and instructions.
pub(crate) struct Body {
    pub(crate) bytes: Vec<u8>,
    pub(crate) relocs: Vec<Reloc>,
}

/// The bytes that a place has in an object: room for every number.
pub(crate) const PADDED: usize = 5;

struct Writer {
    bytes: Vec<u8>,
    relocs: Vec<Reloc>,
}

impl Writer {
    /// Leaves room for what the linker fills in.
    fn place(&mut self, place: Place) {
        self.relocs.push(Reloc { offset: self.bytes.len() as u32, place });
        self.bytes.extend_from_slice(&[0x80, 0x80, 0x80, 0x80, 0x00]);
    }

    fn local(&mut self, code: u8, number: u32) {
        self.bytes.push(code);
        number.encode(&mut self.bytes);
    }

    fn label(&mut self, code: u8, depth: u32) {
        self.local(code, depth);
    }
}

/// The exponent of the alignment that an access has by nature. It is a hint, and may be wrong.
fn natural_align(code: u8) -> u8 {
    use op::*;
    match code {
        I64_LOAD | F64_LOAD | I64_STORE | F64_STORE => 3,
        I32_LOAD | F32_LOAD | I64_LOAD32_S | I64_LOAD32_U | I32_STORE | F32_STORE | I64_STORE32 => {
            2
        }
        I32_LOAD16_S | I32_LOAD16_U | I64_LOAD16_S | I64_LOAD16_U | I32_STORE16 | I64_STORE16 => 1,
        _ => 0,
    }
}

/// Writes a function of type `ty`.
pub(crate) fn encode(code: Code, ty: &WasmType, function: String) -> Result<Body, Error> {
    let limit =
        |what, limit, found| Error::Limit { function: function.clone(), what, limit, found };
    if ty.params.len() > MAX_PARAMS {
        return Err(limit("parameters", MAX_PARAMS, ty.params.len()));
    }
    let locals = locals::assign(&code, ty.params.len());
    let count = ty.params.len() + locals.counts.iter().sum::<u32>() as usize;
    if count > MAX_LOCALS {
        return Err(limit("locals", MAX_LOCALS, count));
    }
    let mut writer =
        Writer { bytes: Vec::with_capacity(code.ops.len() * 2 + 16), relocs: Vec::new() };
    locals.counts.iter().filter(|&&count| count > 0).count().encode(&mut writer.bytes);
    for (ty, &count) in Ty::ALL.iter().zip(&locals.counts) {
        if count > 0 {
            count.encode(&mut writer.bytes);
            writer.bytes.push(ty.code());
        }
    }
    let same = |from: Op, to: Op| match (from, to) {
        (Op::Get(from), Op::Set(to)) => {
            locals.numbers[from.0 as usize] == locals.numbers[to.0 as usize]
        }
        _ => false,
    };
    let mut at = 0;
    while let Some(&op) = code.ops.get(at) {
        at += 1;
        match op {
            Op::If => {
                // Moves that are none may have been between a condition and a branch.
                let mut then = at;
                while let [from, to, ..] = code.ops[then..]
                    && same(from, to)
                {
                    then += 2;
                }
                match code.ops[then..] {
                    [Op::Br(depth), Op::End, ..] if depth > 0 => {
                        writer.label(0x0d, depth - 1);
                        at = then + 2;
                    }
                    _ => writer.op(&code, op),
                }
            }
            Op::Get(from) => {
                let number = locals.numbers[from.0 as usize];
                match code.ops.get(at) {
                    // A copy from a local to itself.
                    Some(&to) if same(op, to) => at += 1,
                    Some(Op::Tee(to)) if locals.numbers[to.0 as usize] == number => {
                        at += 1;
                        writer.local(0x20, number);
                    }
                    _ => writer.local(0x20, number),
                }
            }
            Op::Set(to) => match locals.numbers[to.0 as usize] {
                UNUSED => writer.bytes.push(op::DROP),
                number => writer.local(0x21, number),
            },
            Op::Tee(to) => match locals.numbers[to.0 as usize] {
                UNUSED => {}
                number => writer.local(0x22, number),
            },
            op => writer.op(&code, op),
        }
    }
    writer.bytes.push(op::END);
    if writer.bytes.len() > MAX_BODY {
        return Err(limit("bytes of code", MAX_BODY, writer.bytes.len()));
    }
    Ok(Body { bytes: writer.bytes, relocs: writer.relocs })
}

impl Writer {
    /// Writes an instruction that names no local.
    fn op(&mut self, code: &Code, op: Op) {
        match op {
            Op::Get(_) | Op::Set(_) | Op::Tee(_) => {}
            Op::Plain(code) => self.bytes.push(code),
            Op::Sat(code) => self.bytes.extend_from_slice(&[0xfc, code]),
            Op::I32Const(value) => {
                self.bytes.push(0x41);
                value.encode(&mut self.bytes);
            }
            Op::I64Const(value) => {
                self.bytes.push(0x42);
                value.encode(&mut self.bytes);
            }
            Op::F32Const(bits) => {
                self.bytes.push(0x43);
                self.bytes.extend_from_slice(&bits.to_le_bytes());
            }
            Op::F64Const(bits) => {
                self.bytes.push(0x44);
                self.bytes.extend_from_slice(&bits.to_le_bytes());
            }
            Op::Access { code, offset } => {
                self.bytes.extend_from_slice(&[code, natural_align(code)]);
                offset.encode(&mut self.bytes);
            }
            Op::AccessAt { code: access, address } => {
                let address = code.addresses[address as usize];
                self.bytes.extend_from_slice(&[access, natural_align(access)]);
                self.place(Place::Offset(address.target, address.addend));
            }
            Op::Address(address) => {
                let address = code.addresses[address as usize];
                self.bytes.push(0x41);
                self.place(Place::Address(address.target, address.addend));
            }
            Op::FuncAddr(func) => {
                self.bytes.push(0x41);
                self.place(Place::TableIndex(Target::Func(func)));
            }
            Op::Block => self.bytes.extend_from_slice(&[0x02, 0x40]),
            Op::Loop { .. } => self.bytes.extend_from_slice(&[0x03, 0x40]),
            Op::If => self.bytes.extend_from_slice(&[0x04, 0x40]),
            Op::IfValue(ty) => self.bytes.extend_from_slice(&[0x04, ty.code()]),
            Op::Else => self.bytes.push(0x05),
            Op::End => self.bytes.push(op::END),
            Op::Br(depth) => self.label(0x0c, depth),
            Op::BrIf(depth) => self.label(0x0d, depth),
            Op::BrTable(table) => {
                let depths = &code.tables[table as usize];
                self.bytes.push(0x0e);
                (depths.len() - 1).encode(&mut self.bytes);
                for &depth in depths {
                    depth.encode(&mut self.bytes);
                }
            }
            Op::Call(func) => {
                self.bytes.push(op::CALL);
                self.place(Place::Function(Target::Func(func)));
            }
            Op::CallIndirect(ty) => self.indirect(0x11, ty),
            Op::ReturnCall(func) => {
                self.bytes.push(0x12);
                self.place(Place::Function(Target::Func(func)));
            }
            Op::ReturnCallIndirect(ty) => self.indirect(0x13, ty),
            Op::GetStackPointer => {
                self.bytes.push(0x23);
                self.place(Place::StackPointer);
            }
            Op::SetStackPointer => {
                self.bytes.push(0x24);
                self.place(Place::StackPointer);
            }
            Op::MemoryCopy => self.bytes.extend_from_slice(&[0xfc, 0x0a, 0x00, 0x00]),
            Op::MemoryFill => self.bytes.extend_from_slice(&[0xfc, 0x0b, 0x00]),
            Op::MemorySize => self.bytes.extend_from_slice(&[0x3f, 0x00]),
            Op::MemoryGrow => self.bytes.extend_from_slice(&[0x40, 0x00]),
        }
    }

    fn indirect(&mut self, code: u8, ty: u32) {
        self.bytes.push(code);
        self.place(Place::Type(ty));
        self.place(Place::Table);
    }
}
