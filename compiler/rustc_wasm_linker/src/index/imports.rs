//! What the output imports, and the numbers of that.

use rustc_hash::FxHashMap;
use wasmparser::{GlobalType, ValType};

use super::{Import, ImportType, Index};
use crate::args::Config;
use crate::error::{Error, ErrorKind};
use crate::exports::MUTABLE_GLOBALS;
use crate::live::is_imported;
use crate::program::{DEFAULT_MODULE, Kind, Program, SymbolId, Type};
use crate::types::TypeId;

pub(super) fn number(
    config: &Config,
    program: &Program<'_>,
    index: &mut Index,
) -> Result<(), Error> {
    let has_mutable = program.features.iter().any(|it| it == MUTABLE_GLOBALS);
    let mut errors = Vec::new();
    // Two symbols may stand for one import.
    let mut known: FxHashMap<(&str, &str, TypeId), u32> = FxHashMap::default();
    // Instructions that do not name a table mean the first.
    let indirect = program.indirect_table;
    let others = program.symbols.ids().filter(|&id| indirect != Some(id));
    for id in indirect.into_iter().chain(others) {
        let symbol = &program.symbols[id];
        let table = indirect == Some(id);
        if !symbol.live || symbol.is_defined() || !(table || is_imported(config, symbol)) {
            continue;
        }
        let (module, name) = match symbol.import {
            Some((module, name)) => (module, name.unwrap_or(symbol.name.as_str())),
            None => (DEFAULT_MODULE, symbol.name.as_str()),
        };
        let ty = match (symbol.kind, symbol.ty) {
            (Kind::Function, Type::Function(ty)) => {
                let next = index.imported_functions.len() as u32;
                let number = *known.entry((module, name, ty)).or_insert(next);
                index.symbol_functions.insert(id, number);
                if number != next {
                    continue;
                }
                index.imported_functions.push(symbol.name.as_str().to_owned());
                ImportType::Function(index.number_type(ty))
            }
            (Kind::Global, Type::Global(ty)) => {
                index.symbol_globals.insert(id, index.imported_globals.len() as u32);
                index.imported_globals.push(symbol.name.as_str().to_owned());
                if ty.mutable && !has_mutable && config.check_features {
                    let symbol = symbol.name.as_str().to_owned();
                    errors.push(ErrorKind::MutableGlobal { symbol, what: "imported" });
                }
                ImportType::Global(ty)
            }
            (Kind::Table, Type::Table(ty)) => {
                index.symbol_tables.insert(id, index.symbol_tables.len() as u32);
                ImportType::Table(ty)
            }
            (Kind::Tag, Type::Function(ty)) => {
                index.symbol_tags.insert(id, index.symbol_tags.len() as u32);
                ImportType::Tag(index.number_type(ty))
            }
            _ => continue,
        };
        index.imports.push(Import { module: module.into(), name: name.into(), ty });
    }
    match errors.is_empty() {
        true => Ok(()),
        false => Err(Error::several(errors, config.error_limit)),
    }
}

/// Imports addresses, as globals that whoever loads the module may set later.
pub(super) fn add_dynamic(program: &Program<'_>, symbols: &[SymbolId], index: &mut Index) {
    for &id in symbols {
        let symbol = &program.symbols[id];
        let module = if symbol.kind == Kind::Function { "GOT.func" } else { "GOT.mem" };
        let name = symbol.name.as_str().to_owned();
        index.symbol_globals.insert(id, index.imported_globals.len() as u32);
        index.imported_globals.push(name.clone());
        let ty = GlobalType { content_type: ValType::I32, mutable: true, shared: false };
        index.imports.push(Import { module: module.into(), name, ty: ImportType::Global(ty) });
    }
}
