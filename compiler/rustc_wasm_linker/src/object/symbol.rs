//! The symbols of one object, checked against its own lists. It does not know what the same names
//! mean in other objects.

use wasmparser::{SymbolFlags, SymbolInfo};

use super::{Fault, Object};

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
    pub(super) fn symbol(&self, info: SymbolInfo<'a>, offset: usize) -> Result<Symbol<'a>, Fault> {
        let fault = |message: String| Fault::malformed(offset, message);
        Ok(match info {
            SymbolInfo::Func { flags, index, name } => {
                let lists = (&*self.function_imports, self.functions.len());
                let (place, name) = indexed("function", flags, index, name, lists, offset)?;
                let kind = match place {
                    Place::Import(index) => SymbolKind::FunctionImport(index),
                    Place::Defined(index) => SymbolKind::Function(index),
                };
                Symbol { name, flags, kind }
            }
            SymbolInfo::Global { flags, index, name } => {
                let lists = (&*self.global_imports, self.globals.len());
                let (place, name) = indexed("global", flags, index, name, lists, offset)?;
                let kind = match place {
                    Place::Import(index) => SymbolKind::GlobalImport(index),
                    Place::Defined(index) => SymbolKind::Global(index),
                };
                Symbol { name, flags, kind }
            }
            SymbolInfo::Table { flags, index, name } => {
                let lists = (&*self.table_imports, self.tables.len());
                let (place, name) = indexed("table", flags, index, name, lists, offset)?;
                let kind = match place {
                    Place::Import(index) => SymbolKind::TableImport(index),
                    Place::Defined(index) => SymbolKind::Table(index),
                };
                Symbol { name, flags, kind }
            }
            SymbolInfo::Event { flags, index, name } => {
                let lists = (&*self.tag_imports, self.tags.len());
                let (place, name) = indexed("tag", flags, index, name, lists, offset)?;
                let kind = match place {
                    Place::Import(index) => SymbolKind::TagImport(index),
                    Place::Defined(index) => SymbolKind::Tag(index),
                };
                Symbol { name, flags, kind }
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
                    return Err(fault(format!("symbol `{name}` is outside of the data")));
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

enum Place {
    Import(usize),
    Defined(usize),
}

/// Checks the index of a symbol, and finds its name, which undefined symbols share with imports.
fn indexed<'a, T>(
    what: &str,
    flags: SymbolFlags,
    index: u32,
    name: Option<&'a str>,
    (imports, defined): (&[super::Import<'a, T>], usize),
    offset: usize,
) -> Result<(Place, &'a str), Fault> {
    let bad = || Fault::malformed(offset, format!("a symbol has the bad {what} index {index}"));
    let index = index as usize;
    match (flags.contains(SymbolFlags::UNDEFINED), index.checked_sub(imports.len())) {
        (true, None) => {
            let import = imports.get(index).ok_or_else(bad)?;
            Ok((Place::Import(index), name.unwrap_or(import.name)))
        }
        (false, Some(index)) if index < defined => {
            Ok((Place::Defined(index), name.unwrap_or_default()))
        }
        _ => Err(bad()),
    }
}
