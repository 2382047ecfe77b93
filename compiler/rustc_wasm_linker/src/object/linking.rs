//! The custom sections of an object that are for linkers: `linking`, `target_features` and
//! `producers`. Their formats are in tool-conventions' `Linking.md` and `ProducersSection.md`.

use wasmparser::{BinaryReader, ComdatSymbolKind, Linking, LinkingSectionReader};

use super::{MAX_ALIGNMENT, Object, ObjectError, SymbolKind};

/// Flag of a segment of strings that end with a zero byte.
const STRINGS: u32 = 0x1;

/// Flag of a segment that holds thread-local data.
const TLS: u32 = 0x2;

/// Flag of a segment that is kept even if nothing uses it.
const RETAIN: u32 = 0x4;

/// A group of which the output has the first that is seen only.
#[derive(Debug)]
pub struct Comdat<'a> {
    pub name: &'a str,
    pub members: Vec<ComdatMember>,
}

/// Indices are checked, and count what is defined only.
#[derive(Clone, Copy, Debug)]
pub enum ComdatMember {
    Function(usize),
    Segment(usize),
    Section(usize),
}

pub fn read<'a>(object: &mut Object<'a>, content: BinaryReader<'a>) -> Result<(), ObjectError> {
    let mut constructors = Vec::new();
    for subsection in LinkingSectionReader::new(content)? {
        match subsection? {
            Linking::SegmentInfo(infos) => segments(object, infos)?,
            Linking::InitFuncs(functions) => {
                for function in functions.into_iter_with_offsets() {
                    constructors.push(function?);
                }
            }
            Linking::ComdatInfo(comdats) => {
                for comdat in comdats.into_iter_with_offsets() {
                    let (offset, comdat) = comdat?;
                    object.comdat(comdat, offset)?;
                }
            }
            Linking::SymbolTable(symbols) => {
                for symbol in symbols.into_iter_with_offsets() {
                    let (offset, symbol) = symbol?;
                    let symbol = object.symbol(symbol, offset)?;
                    object.symbols.push(symbol);
                }
            }
            // Newer conventions may add some that help but are not needed.
            Linking::Unknown { .. } => {}
        }
    }
    for (offset, function) in constructors {
        let symbol = object.symbols.get(function.symbol_index as usize);
        match symbol.map(|symbol| symbol.kind) {
            Some(SymbolKind::Function(_) | SymbolKind::FunctionImport(_)) => {
                object.constructors.push((function.priority, function.symbol_index));
            }
            _ => return Err(ObjectError::malformed(offset, "a constructor is not a function")),
        }
    }
    Ok(())
}

fn segments<'a>(
    object: &mut Object<'a>,
    infos: wasmparser::SegmentMap<'a>,
) -> Result<(), ObjectError> {
    let start = infos.original_position();
    let mut segments = object.segments.iter_mut();
    for info in infos.into_iter_with_offsets() {
        let (offset, info) = info?;
        let segment = segments.next().ok_or_else(|| {
            ObjectError::malformed(offset, "more names of segments than segments")
        })?;
        if info.alignment > MAX_ALIGNMENT {
            return Err(ObjectError::malformed(offset, "a segment's alignment is too large"));
        }
        segment.name = info.name;
        segment.alignment = info.alignment;
        segment.tls = info.flags.bits() & TLS != 0;
        segment.strings = info.flags.bits() & STRINGS != 0;
        segment.retain = info.flags.bits() & RETAIN != 0;
    }
    match segments.next() {
        Some(_) => Err(ObjectError::malformed(start, "more segments than names of segments")),
        None => Ok(()),
    }
}

impl<'a> Object<'a> {
    fn comdat(&mut self, comdat: wasmparser::Comdat<'a>, offset: usize) -> Result<(), ObjectError> {
        if comdat.flags != 0 {
            return Err(ObjectError::malformed(offset, "a group has unknown flags"));
        }
        let mut members = Vec::new();
        for symbol in comdat.symbols {
            let symbol = symbol?;
            let index = symbol.index as usize;
            let member = match symbol.kind {
                ComdatSymbolKind::Func => index
                    .checked_sub(self.function_imports.len())
                    .filter(|&index| index < self.functions.len())
                    .map(ComdatMember::Function),
                ComdatSymbolKind::Data => {
                    (index < self.segments.len()).then_some(ComdatMember::Segment(index))
                }
                ComdatSymbolKind::Section => {
                    self.custom_at(symbol.index).map(ComdatMember::Section)
                }
                // Not in use by any compiler.
                _ => None,
            };
            let bad = || ObjectError::malformed(offset, "a member of a group does not exist");
            members.push(member.ok_or_else(bad)?);
        }
        self.comdats.push(Comdat { name: comdat.name, members });
        Ok(())
    }
}

pub fn features<'a>(
    object: &mut Object<'a>,
    mut content: BinaryReader<'a>,
) -> Result<(), ObjectError> {
    for _ in 0..content.read_var_u32()? {
        let offset = content.original_position();
        let prefix = content.read_u8()?;
        if !matches!(prefix, b'+' | b'-' | b'=') {
            return Err(ObjectError::malformed(offset, "unknown prefix of a feature"));
        }
        object.features.push((prefix, content.read_string()?));
    }
    Ok(())
}

pub fn producers<'a>(
    object: &mut Object<'a>,
    mut content: BinaryReader<'a>,
) -> Result<(), ObjectError> {
    for _ in 0..content.read_var_u32()? {
        let field = content.read_string()?;
        for _ in 0..content.read_var_u32()? {
            let (name, version) = (content.read_string()?, content.read_string()?);
            object.producers.push((field, name, version));
        }
    }
    Ok(())
}
