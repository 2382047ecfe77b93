//! The relocations of one object, checked: their places are in the section, and what they refer to
//! is there and is of the kind that they need. It does not know what they are resolved to.

use wasmparser::{BinaryReader, RelocAddendKind, RelocSectionReader, RelocationType};

use super::{Object, ObjectError, ObjectErrorKind, SymbolKind};

/// A place in a section where the linker writes a number.
#[derive(Clone, Copy, Debug)]
pub struct Relocation {
    pub ty: RelocationType,
    /// In the section's content, after the name if it is a custom section.
    pub offset: u32,
    /// Of a symbol of the object, or of a type.
    pub index: u32,
    pub addend: i32,
}

impl Relocation {
    /// The bytes it takes, from the same start as `offset`.
    pub fn end(self) -> u64 {
        u64::from(self.offset).saturating_add(self.ty.extent() as u64)
    }
}

/// Reads one `reloc.` section. `code` and `data` are index and size of the sections of that name.
pub fn read<'a>(
    object: &mut Object<'a>,
    content: BinaryReader<'a>,
    code: Option<(u32, u32)>,
    data: Option<(u32, u32)>,
) -> Result<(), ObjectError> {
    let start = content.original_position();
    let reader = RelocSectionReader::new(content)?;
    let section = reader.section_index();
    let at = |place: Option<(u32, u32)>| {
        place.filter(|&(index, _)| index == section).map(|(_, size)| size)
    };
    let custom = object.custom_at(section);
    let size = match (at(code).or(at(data)), custom) {
        (Some(size), _) => size as usize,
        (None, Some(custom)) => object.customs.get(custom).map_or(0, |custom| custom.data.len()),
        // Relocations of sections that are not copied, such as those of shared libraries.
        (None, None) => return Ok(()),
    };
    let mut relocations = Vec::new();
    let mut sorted = true;
    let mut last = 0;
    for entry in reader.entries().into_iter_with_offsets() {
        let (offset, entry) = entry?;
        let malformed = |message: &str| Err(ObjectError::malformed(offset, message));
        if entry.ty.addend_kind() == RelocAddendKind::Addend64 || is_64(entry.ty) {
            return Err(ObjectError { offset, kind: ObjectErrorKind::Memory64 });
        }
        let relocation = Relocation {
            ty: entry.ty,
            offset: entry.offset,
            index: entry.index,
            addend: entry.addend as i32,
        };
        if relocation.end() > size as u64 {
            return malformed("a relocation is outside of its section");
        }
        let inside = match (at(code), at(data)) {
            (Some(_), _) => object.is_in_function(relocation),
            (_, Some(_)) => object.is_in_segment(relocation),
            _ => true,
        };
        if !inside {
            return malformed("a relocation is outside of functions and data");
        }
        if !object.refers_well(relocation) {
            return malformed("a relocation refers to something of another kind, or to nothing");
        }
        sorted &= last <= relocation.offset;
        last = relocation.offset;
        relocations.push(relocation);
    }
    if !sorted {
        relocations.sort_by_key(|relocation| relocation.offset);
    }
    let list = if at(code).is_some() {
        &mut object.code_relocations
    } else if at(data).is_some() {
        &mut object.data_relocations
    } else {
        match custom.and_then(|custom| object.customs.get_mut(custom)) {
            Some(custom) => &mut custom.relocations,
            None => return Ok(()),
        }
    };
    if !list.is_empty() {
        return Err(ObjectError::malformed(start, "a section has relocations twice"));
    }
    *list = relocations;
    Ok(())
}

fn end(offset: u32, bytes: &[u8]) -> u64 {
    u64::from(offset).saturating_add(bytes.len() as u64)
}

fn is_64(ty: RelocationType) -> bool {
    matches!(
        ty,
        RelocationType::TableIndexSleb64
            | RelocationType::TableIndexI64
            | RelocationType::TableIndexRelSleb64
    )
}

impl Object<'_> {
    fn is_in_function(&self, relocation: Relocation) -> bool {
        let after = self.functions.partition_point(|it| it.offset <= relocation.offset);
        let function = after.checked_sub(1).and_then(|before| self.functions.get(before));
        function.is_some_and(|it| relocation.end() <= end(it.offset, it.body))
    }

    fn is_in_segment(&self, relocation: Relocation) -> bool {
        let after = self.segments.partition_point(|it| it.offset <= relocation.offset);
        let segment = after.checked_sub(1).and_then(|before| self.segments.get(before));
        segment.is_some_and(|it| relocation.end() <= end(it.offset, it.data))
    }

    fn refers_well(&self, relocation: Relocation) -> bool {
        use RelocationType::*;
        use SymbolKind as Kind;
        let index = relocation.index as usize;
        if relocation.ty == TypeIndexLeb {
            return index < self.types.len();
        }
        let Some(symbol) = self.symbols.get(index) else { return false };
        match relocation.ty {
            FunctionIndexLeb | FunctionIndexI32 | TableIndexSleb | TableIndexI32
            | TableIndexRelSleb | FunctionOffsetI32 => {
                matches!(symbol.kind, Kind::Function(_) | Kind::FunctionImport(_))
            }
            MemoryAddrLeb | MemoryAddrSleb | MemoryAddrI32 | MemoryAddrRelSleb
            | MemoryAddrTlsSleb | MemoryAddrLocrelI32 => {
                matches!(symbol.kind, Kind::Data { .. } | Kind::Address(_) | Kind::DataImport)
            }
            // Position-independent code loads addresses of functions and data from globals.
            GlobalIndexLeb | GlobalIndexI32 => matches!(
                symbol.kind,
                Kind::Global(_)
                    | Kind::GlobalImport(_)
                    | Kind::Function(_)
                    | Kind::FunctionImport(_)
                    | Kind::Data { .. }
                    | Kind::Address(_)
                    | Kind::DataImport
            ),
            SectionOffsetI32 => matches!(symbol.kind, Kind::Section(_)),
            EventIndexLeb => matches!(symbol.kind, Kind::Tag(_) | Kind::TagImport(_)),
            TableNumberLeb => matches!(symbol.kind, Kind::Table(_) | Kind::TableImport(_)),
            _ => false,
        }
    }
}
