//! The values that relocations stand for, and how they are written. It does not decide any value:
//! they are in the index and in the layout.

use wasmparser::RelocationType;

use crate::custom::Customs;
use crate::emit::Output;
use crate::error::{Problem, Use};
use crate::object::Relocation;
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
    ) -> Result<(), Problem> {
        for &relocation in relocations {
            let value = self.value(&place, relocation, customs)?;
            let start = relocation.offset.checked_sub(place.offset).map(|start| start as usize);
            let field = start
                .and_then(|start| place.bytes.get_mut(start..))
                .and_then(|rest| rest.get_mut(..relocation.ty.extent()));
            match field {
                Some(field) => write(field, relocation.ty, value),
                None => return Err(Problem::Internal("a relocation is not where it has been")),
            }
        }
        Ok(())
    }

    fn value(
        &self,
        place: &Place<'_>,
        relocation: Relocation,
        customs: Option<&Customs<'_>>,
    ) -> Result<u32, Problem> {
        use RelocationType::*;
        let (program, index) = (self.program, self.index);
        if relocation.ty == TypeIndexLeb {
            let ty = program.objects[place.object].types.get(relocation.index as usize);
            let number = ty.and_then(|&ty| index.ty(ty));
            return number.ok_or(Problem::Internal("a type has no number"));
        }
        let symbol = program
            .target(place.object, relocation)
            .ok_or(Problem::Internal("a relocation refers to nothing"))?;
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
            _ => return Err(Problem::Internal("a relocation of an unknown type")),
        };
        match number {
            Some(number) => Ok(number),
            // Custom sections may mention what is not in the output.
            None if place.tombstone.is_some() => Ok(0),
            None => Err(Problem::Undefined {
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
        TableIndexSleb | MemoryAddrSleb | MemoryAddrRelSleb | TableIndexRelSleb
        | MemoryAddrTlsSleb => padded(field, i64::from(value as i32)),
        _ => padded(field, i64::from(value)),
    }
}

/// LEB128 with as many bytes as there is room for, signed or not: the sign is in the value.
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
