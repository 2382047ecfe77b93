//! The sections that relocations are about, code and data.

use wasm_encoder::Encode;

use super::layout::Layout;
use super::parts::Parts;
use super::symbols::Symbols;
use crate::code::encode::{Body, PADDED, Place};
use crate::code::op::Target;
use crate::error::Error;

// Relocations: Linking.md, "Relocation Sections".
const FUNCTION_INDEX_LEB: u8 = 0;
const TABLE_INDEX_SLEB: u8 = 1;
const TABLE_INDEX_I32: u8 = 2;
const MEMORY_ADDR_LEB: u8 = 3;
const MEMORY_ADDR_SLEB: u8 = 4;
const MEMORY_ADDR_I32: u8 = 5;
const TYPE_INDEX_LEB: u8 = 6;
const GLOBAL_INDEX_LEB: u8 = 7;
const TABLE_NUMBER_LEB: u8 = 20;

/// The entries of a section with relocations.
#[derive(Default)]
pub(crate) struct Relocs {
    pub(crate) bytes: Vec<u8>,
    pub(crate) count: u32,
}

impl Relocs {
    fn push(&mut self, kind: u8, offset: u32, index: u32, addend: Option<i32>) {
        self.bytes.push(kind);
        offset.encode(&mut self.bytes);
        index.encode(&mut self.bytes);
        if let Some(addend) = addend {
            addend.encode(&mut self.bytes);
        }
        self.count += 1;
    }
}

fn symbol(symbols: &Symbols, target: Target) -> Result<u32, Error> {
    symbols.get(target).ok_or_else(|| Error::Internal {
        function: format!("{target:?}"),
        what: "a symbol is referred to and has no number",
    })
}

/// Bodies, with what the places would hold if nothing were linked.
pub(crate) fn code(
    module: &Parts,
    layout: &Layout,
    symbols: &Symbols,
) -> Result<(Vec<u8>, Relocs), Error> {
    let mut bytes = Vec::with_capacity(
        module.functions.values().map(|body| body.bytes.len() + 5).sum::<usize>() + 5,
    );
    let mut relocs = Relocs::default();
    layout.defined.len().encode(&mut bytes);
    for id in &layout.defined {
        let Body { bytes: body, relocs: places } = &module.functions[id];
        body.len().encode(&mut bytes);
        let start = bytes.len();
        bytes.extend_from_slice(body);
        for reloc in places {
            let at = start + reloc.offset as usize;
            let address = |target, addend: i32| match target {
                Target::Data(id) => {
                    layout.addresses.get(&id).map_or(0, |base| base.wrapping_add(addend as u32))
                }
                Target::Func(_) => 0,
            };
            let (kind, index, value, addend) = match reloc.place {
                Place::Function(target) => {
                    let Target::Func(id) = target else { continue };
                    (FUNCTION_INDEX_LEB, symbol(symbols, target)?, layout.indices[&id], None)
                }
                Place::TableIndex(target) => (TABLE_INDEX_SLEB, symbol(symbols, target)?, 0, None),
                Place::Address(target, addend) => (
                    MEMORY_ADDR_SLEB,
                    symbol(symbols, target)?,
                    address(target, addend),
                    Some(addend),
                ),
                Place::Offset(target, addend) => (
                    MEMORY_ADDR_LEB,
                    symbol(symbols, target)?,
                    address(target, addend),
                    Some(addend),
                ),
                Place::Type(index) => (TYPE_INDEX_LEB, index, index, None),
                Place::StackPointer => (GLOBAL_INDEX_LEB, symbols.stack_pointer, 0, None),
                Place::Table => (TABLE_NUMBER_LEB, symbols.function_table, 0, None),
            };
            let signed = matches!(reloc.place, Place::Address(..) | Place::TableIndex(_));
            fill(&mut bytes[at..at + PADDED], value, signed);
            relocs.push(kind, at as u32, index, addend);
        }
    }
    Ok((bytes, relocs))
}

/// Writes a number in LEB128 with as many bytes as there are, which `wasm_encoder` never does.
fn fill(bytes: &mut [u8], value: u32, signed: bool) {
    let last = bytes.len() - 1;
    for (at, byte) in bytes.iter_mut().enumerate() {
        let shift = 7 * at as u32;
        let bits = if signed {
            (i64::from(value as i32) >> shift) as u8
        } else {
            (u64::from(value) >> shift) as u8
        };
        *byte = bits & 0x7f | if at == last { 0 } else { 0x80 };
    }
}

/// A segment for each data object.
pub(crate) fn data(
    module: &Parts,
    layout: &Layout,
    symbols: &Symbols,
) -> Result<(Vec<u8>, Relocs), Error> {
    let mut bytes = Vec::with_capacity(
        module.data.values().map(|object| object.bytes.len() + 12).sum::<usize>() + 5,
    );
    let mut relocs = Relocs::default();
    layout.data.len().encode(&mut bytes);
    for id in &layout.data {
        let object = &module.data[id];
        // Active, in the only memory, at a constant address.
        bytes.extend_from_slice(&[0x00, 0x41]);
        (layout.addresses[id] as i32).encode(&mut bytes);
        bytes.push(0x0b);
        object.bytes.len().encode(&mut bytes);
        let start = bytes.len();
        bytes.extend_from_slice(&object.bytes);
        for reloc in &object.relocs {
            let at = start + reloc.offset as usize;
            let index = symbol(symbols, reloc.target)?;
            let value = match reloc.target {
                Target::Func(_) => {
                    relocs.push(TABLE_INDEX_I32, at as u32, index, None);
                    0
                }
                Target::Data(target) => {
                    relocs.push(MEMORY_ADDR_I32, at as u32, index, Some(reloc.addend));
                    layout
                        .addresses
                        .get(&target)
                        .map_or(0, |base| base.wrapping_add(reloc.addend as u32))
                }
            };
            bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
        }
    }
    Ok((bytes, relocs))
}
