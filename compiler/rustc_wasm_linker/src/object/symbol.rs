//! The symbols of one object, checked against its own lists. It does not know what the same names
//! mean in other objects.

use wasmparser::{SymbolFlags, SymbolInfo};

use super::{Object, ObjectError};

/// An entry of an object's symbol table.
#[derive(Clone, Copy, Debug)]
pub struct Symbol<'a> {
    /// What other objects call it by. Symbols of sections have none.
    pub name: &'a str,
    pub flags: SymbolFlags,
    pub kind: SymbolKind,
}

/// What a symbol stands for. Indices are checked, and count the imports and what is defined
/// apart.
#[derive(Clone, Copy, Debug)]
pub enum SymbolKind {
    Function(usize),
    FunctionImport(usize),
    Data {
        segment: usize,
        offset: u32,
    },
    /// An address that no layout moves.
    Address(u32),
    DataImport,
    Global(usize),
    GlobalImport(usize),
    Table(usize),
    TableImport(usize),
    Tag(usize),
    TagImport(usize),
    /// An index among `Object::customs`. `None` if there is no use for the section's content.
    Section(Option<usize>),
}

impl<'a> Object<'a> {
    pub(super) fn symbol(
        &self,
        info: SymbolInfo<'a>,
        offset: usize,
    ) -> Result<Symbol<'a>, ObjectError> {
        let malformed = |message: String| ObjectError::malformed(offset, message);
        let bad = |what, index| malformed(format!("a symbol has the bad {what} index {index}"));
        Ok(match info {
            SymbolInfo::Func { flags, index, name } => {
                let lists = (&*self.function_imports, self.functions.len());
                let kinds = (SymbolKind::FunctionImport as _, SymbolKind::Function as _);
                indexed(flags, index, name, lists, kinds).ok_or_else(|| bad("function", index))?
            }
            SymbolInfo::Global { flags, index, name } => {
                let lists = (&*self.global_imports, self.globals.len());
                let kinds = (SymbolKind::GlobalImport as _, SymbolKind::Global as _);
                indexed(flags, index, name, lists, kinds).ok_or_else(|| bad("global", index))?
            }
            SymbolInfo::Table { flags, index, name } => {
                let lists = (&*self.table_imports, self.tables.len());
                let kinds = (SymbolKind::TableImport as _, SymbolKind::Table as _);
                indexed(flags, index, name, lists, kinds).ok_or_else(|| bad("table", index))?
            }
            SymbolInfo::Event { flags, index, name } => {
                let lists = (&*self.tag_imports, self.tags.len());
                let kinds = (SymbolKind::TagImport as _, SymbolKind::Tag as _);
                indexed(flags, index, name, lists, kinds).ok_or_else(|| bad("tag", index))?
            }
            SymbolInfo::Data { flags, name, symbol: None } => {
                Symbol { name, flags, kind: SymbolKind::DataImport }
            }
            SymbolInfo::Data { flags, name, symbol: Some(data) } => {
                if flags.contains(SymbolFlags::ABSOLUTE) {
                    return Ok(Symbol { name, flags, kind: SymbolKind::Address(data.offset) });
                }
                let segment = data.index as usize;
                let size = self.segments.get(segment).map(|segment| segment.data.len());
                if size.is_none_or(|size| data.offset as usize > size) {
                    return Err(malformed(format!("symbol `{name}` is outside of the data")));
                }
                let kind = SymbolKind::Data { segment, offset: data.offset };
                Symbol { name, flags, kind }
            }
            SymbolInfo::Section { flags, section } => {
                let custom = self.custom_at(section);
                Symbol { name: "", flags, kind: SymbolKind::Section(custom) }
            }
        })
    }
}

/// Makes the kind of a symbol of its index.
type KindOf = fn(usize) -> SymbolKind;

/// Checks the index of a symbol, and finds its name, which undefined symbols share with imports.
fn indexed<'a, T>(
    flags: SymbolFlags,
    index: u32,
    name: Option<&'a str>,
    (imports, defined): (&[super::Import<'a, T>], usize),
    (import_kind, defined_kind): (KindOf, KindOf),
) -> Option<Symbol<'a>> {
    let index = index as usize;
    match (flags.contains(SymbolFlags::UNDEFINED), index.checked_sub(imports.len())) {
        (true, None) => {
            let name = name.unwrap_or(imports.get(index)?.name);
            Some(Symbol { name, flags, kind: import_kind(index) })
        }
        (false, Some(index)) if index < defined => {
            Some(Symbol { name: name.unwrap_or_default(), flags, kind: defined_kind(index) })
        }
        _ => None,
    }
}
