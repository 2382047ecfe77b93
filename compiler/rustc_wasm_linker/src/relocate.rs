//! The values that relocations stand for, and how they are written. It does not decide any value:
//! they are in the index and in the layout.

use wasm_encoder::Encode;
use wasmparser::RelocationType;

use crate::custom::Customs;
use crate::error::{ErrorKind, Use};
use crate::object::Relocation;
use crate::output::Output;
use crate::program::{Address, Definition, ObjectId, SymbolId};

/// The bytes that relocations are applied to.
pub struct Place<'b> {
    pub object: ObjectId,
    pub bytes: &'b mut [u8],
    /// Where the bytes start in the section of their object.
    pub offset: u32,
    /// Where the bytes start in memory, if they are data.
    pub address: u32,
    /// What debug information says in place of something that is not in the output.
    pub tombstone: Option<u32>,
}

impl Output<'_, '_> {
    pub fn apply(
        &self,
        place: Place<'_>,
        relocations: &[Relocation],
        customs: Option<&Customs<'_>>,
    ) -> Result<(), ErrorKind> {
        for &relocation in relocations {
            let value = self.value(&place, relocation, customs)?;
            let start = relocation.offset.checked_sub(place.offset).map(|start| start as usize);
            let field = start
                .and_then(|start| place.bytes.get_mut(start..))
                .and_then(|rest| rest.get_mut(..relocation.ty.extent()));
            match field {
                Some(field) => write(field, relocation.ty, value),
                None => return Err(ErrorKind::Internal("a relocation is not where it has been")),
            }
        }
        Ok(())
    }

    /// A body of a function with its relocations applied, each in as few bytes as it can be.
    pub fn compress_body(
        &self,
        object: ObjectId,
        body: &[u8],
        offset: u32,
        relocations: &[Relocation],
    ) -> Result<Vec<u8>, ErrorKind> {
        let mut compressed = Vec::with_capacity(body.len());
        let mut done = 0;
        for &relocation in relocations {
            let place = Place { object, bytes: &mut [], offset, address: 0, tombstone: None };
            let value = self.value(&place, relocation, None)?;
            let start = relocation.offset.checked_sub(offset).map(|start| start as usize);
            let between = start.and_then(|start| body.get(done..start));
            let (Some(start), Some(between)) = (start, between) else {
                return Err(ErrorKind::Internal("a relocation is not where it has been"));
            };
            compressed.extend_from_slice(between);
            done = start.saturating_add(relocation.ty.extent());
            let mut field = vec![0; relocation.ty.extent()];
            write(&mut field, relocation.ty, value);
            if is_signed(relocation.ty) {
                (value as i32).encode(&mut compressed);
            } else if field.len() == PADDED {
                value.encode(&mut compressed);
            } else {
                compressed.append(&mut field);
            }
        }
        compressed.extend_from_slice(body.get(done..).unwrap_or_default());
        Ok(compressed)
    }

    fn value(
        &self,
        place: &Place<'_>,
        relocation: Relocation,
        customs: Option<&Customs<'_>>,
    ) -> Result<u32, ErrorKind> {
        use RelocationType::*;
        let (program, index) = (self.program, self.index);
        if relocation.ty == TypeIndexLeb {
            let ty = program.objects[place.object].types.get(relocation.index as usize);
            let number = ty.and_then(|&ty| index.ty(ty));
            return number.ok_or(ErrorKind::Internal("a type has no number"));
        }
        let symbol = program
            .target(place.object, relocation)
            .ok_or(ErrorKind::Internal("a relocation refers to nothing"))?;
        let dead = !self.is_live(symbol);
        match (place.tombstone, relocation.ty) {
            // Section symbols of debug information are never reached by code.
            (_, SectionOffsetI32) => {}
            (Some(tombstone), _) if dead => return Ok(tombstone),
            _ => {}
        }
        let addend = relocation.addend as u32;
        let number = match relocation.ty {
            FunctionIndexLeb | FunctionIndexI32 => index.symbol_function(program, symbol),
            TableIndexSleb | TableIndexI32 => Some(index.slot(program, symbol)),
            TableIndexRelSleb => Some(index.slot(program, symbol).wrapping_sub(index.table_base)),
            MemoryAddrLeb | MemoryAddrSleb | MemoryAddrI32 | MemoryAddrRelSleb => {
                Some(self.address(symbol).map_or(0, |address| address.wrapping_add(addend)))
            }
            MemoryAddrTlsSleb => {
                let base = self.layout.address(Address::TlsBase);
                let address = self.address(symbol).unwrap_or(base);
                Some(address.wrapping_add(addend).wrapping_sub(base))
            }
            MemoryAddrLocrelI32 => {
                let field = relocation.offset.wrapping_sub(place.offset);
                let here = place.address.wrapping_add(field);
                Some(
                    self.address(symbol)
                        .map_or(0, |address| address.wrapping_add(addend).wrapping_sub(here)),
                )
            }
            GlobalIndexLeb | GlobalIndexI32 => index.symbol_global(program, symbol),
            FunctionOffsetI32 => match program.symbols[symbol].definition {
                Definition::Function(function) => {
                    Some(self.code_offset(function).wrapping_add(addend))
                }
                _ => Some(addend),
            },
            SectionOffsetI32 => match program.symbols[symbol].definition {
                Definition::Section(Some(custom)) => {
                    let offset = customs.and_then(|customs| customs.offset(custom, addend));
                    Some(offset.unwrap_or(0))
                }
                _ => Some(addend),
            },
            EventIndexLeb => index.symbol_tag(program, symbol),
            TableNumberLeb => index.symbol_table(program, symbol),
            _ => return Err(ErrorKind::Internal("a relocation of an unknown type")),
        };
        match number {
            Some(number) => Ok(number),
            // Custom sections may mention what is not in the output.
            None if place.tombstone.is_some() => Ok(0),
            None => Err(ErrorKind::Undefined {
                symbol: program.symbols[symbol].name.as_str().to_owned(),
                uses: vec![Use {
                    file: program.objects[place.object].name.clone(),
                    place: "something that needs its number".into(),
                }],
                more: 0,
            }),
        }
    }

    /// The address of data. Null for what is not defined, whatever is added to it.
    fn address(&self, symbol: SymbolId) -> Option<u32> {
        self.layout.symbol(self.program, &self.program.symbols[symbol])
    }

    /// Whether what a symbol names is in the output.
    fn is_live(&self, symbol: SymbolId) -> bool {
        match self.program.symbols[symbol].definition {
            Definition::Function(function) => {
                let function = &self.program.functions[function];
                function.live && !function.discarded
            }
            Definition::Data(segment, _) => {
                let segment = &self.program.segments[segment];
                segment.live && !segment.discarded
            }
            Definition::Undefined | Definition::Lazy(_) => false,
            _ => true,
        }
    }
}

fn write(field: &mut [u8], ty: RelocationType, value: u32) {
    use RelocationType::*;
    match ty {
        TableIndexI32 | MemoryAddrI32 | FunctionOffsetI32 | SectionOffsetI32 | GlobalIndexI32
        | MemoryAddrLocrelI32 | FunctionIndexI32 => {
            for (byte, new) in field.iter_mut().zip(value.to_le_bytes()) {
                *byte = new;
            }
        }
        ty if is_signed(ty) => padded(field, i64::from(value as i32)),
        _ => padded(field, i64::from(value)),
    }
}

fn is_signed(ty: RelocationType) -> bool {
    use RelocationType::*;
    matches!(
        ty,
        TableIndexSleb | MemoryAddrSleb | MemoryAddrRelSleb | TableIndexRelSleb | MemoryAddrTlsSleb
    )
}

/// Bytes of a number that a linker can replace by any other.
const PADDED: usize = 5;

/// LEB128 with as many bytes as there is room for, which `wasm_encoder` never writes. Signed or not: the sign is
/// in the value.
fn padded(field: &mut [u8], value: i64) {
    let mut rest = value;
    let last = field.len().saturating_sub(1);
    for (position, byte) in field.iter_mut().enumerate() {
        let more = if position < last { 0x80 } else { 0 };
        *byte = (rest & 0x7f) as u8 | more;
        rest >>= 7;
    }
}

#[cfg(test)]
mod tests {
    use super::padded;

    fn five(value: i64) -> [u8; 5] {
        let mut bytes = [0xaa; 5];
        padded(&mut bytes, value);
        bytes
    }

    #[test]
    fn numbers_take_all_five_bytes() {
        assert_eq!(five(0), [0x80, 0x80, 0x80, 0x80, 0x00]);
        assert_eq!(five(624485), [0xe5, 0x8e, 0xa6, 0x80, 0x00]);
        assert_eq!(five(0xffff_ffff), [0xff, 0xff, 0xff, 0xff, 0x0f]);
    }

    #[test]
    fn negative_numbers_keep_their_sign() {
        assert_eq!(five(-1), [0xff, 0xff, 0xff, 0xff, 0x7f]);
        assert_eq!(five(-123456), [0xc0, 0xbb, 0xf8, 0xff, 0x7f]);
    }
}
