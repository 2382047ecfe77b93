//! What the outside sees of the module, and the functions that stand between in a command: those
//! that call the constructors first and the destructors last. It does not know numbers.

use rustc_hash::FxHashSet;

use crate::args::Config;
use crate::error::{Error, ErrorKind};
use crate::live::{has_constructors, is_exported};
use crate::program::{Definition, FunctionId, Kind, Program, Symbol, SymbolId, Type};
use crate::synthetic::{CALL_CTORS, STACK_POINTER};

/// The feature without which mutable globals may not cross the module's border.
pub const MUTABLE_GLOBALS: &str = "mutable-globals";

/// The name of the memory, if no option says another.
const MEMORY: &str = "memory";

#[derive(Default)]
pub struct Exports {
    pub memory: Option<String>,
    pub items: Vec<Export>,
    /// Functions to be written when others have numbers.
    pub wrappers: Vec<Wrapper>,
}

pub struct Export {
    pub name: String,
    pub item: Item,
}

#[derive(Clone, Copy)]
pub enum Item {
    Symbol(SymbolId),
    /// A function that stands for one that is exported.
    Wrapper(FunctionId),
}

/// Calls the constructors, a function with the same parameters, and the destructors.
pub struct Wrapper {
    pub function: FunctionId,
    pub calls: FunctionId,
    pub dtors: Option<SymbolId>,
}

pub fn collect(config: &Config, program: &mut Program<'_>) -> Result<Exports, Error> {
    let mut exports = Exports { memory: config.export_memory.clone(), ..Exports::default() };
    if config.import_memory.is_none() && exports.memory.is_none() {
        exports.memory = Some(MEMORY.into());
    }
    let wraps = wraps(config, program);
    let dtors = program.call_dtors;
    let mut names = FxHashSet::default();
    names.extend(exports.memory.clone());
    let mut wrapped = Vec::new();
    let mut errors = Vec::new();
    // `wasm-ld` defines these two before it reads objects, and the rest after.
    let first: Vec<_> =
        [CALL_CTORS, STACK_POINTER].into_iter().filter_map(|name| program.find(name)).collect();
    let others = program.symbols.ids().filter(|id| !first.contains(id)).collect::<Vec<_>>();
    for id in first.iter().copied().chain(others) {
        let symbol = &program.symbols[id];
        let exported = is_exported(config, symbol) && symbol.live
            || symbol.forced && program.indirect_table == Some(id);
        if !exported {
            continue;
        }
        let mut name = symbol.name.as_str().to_owned();
        if is_mutable(symbol) && !program.features.iter().any(|it| it == MUTABLE_GLOBALS) {
            if symbol.file.is_none() && !symbol.forced {
                continue;
            }
            if config.check_features {
                errors.push(ErrorKind::MutableGlobal { symbol: name, what: "exported" });
                continue;
            }
        }
        let mut item = Item::Symbol(id);
        if let Definition::Function(calls) = symbol.definition {
            let function = &program.functions[calls];
            if let Some(export) = function.export {
                name = export.to_owned();
            }
            if wraps {
                let wrapper = format!("{}.command_export", symbol.name.as_str());
                let wrapper = program.make_function(wrapper, function.ty, Vec::new());
                program.functions[wrapper].live = true;
                exports.wrappers.push(Wrapper { function: wrapper, calls, dtors });
                item = Item::Wrapper(wrapper);
            }
        }
        if !names.insert(name.clone()) {
            return Err(ErrorKind::ExportTwice(name).into());
        }
        match item {
            Item::Symbol(_) => exports.items.push(Export { name, item }),
            Item::Wrapper(_) => wrapped.push(Export { name, item }),
        }
    }
    exports.items.append(&mut wrapped);
    if !errors.is_empty() {
        return Err(Error::several(errors, config.error_limit));
    }
    if !exports.wrappers.is_empty()
        && has_constructors(program)
        && let Some(function) = program.call_ctors
    {
        program.functions[function].live = true;
    }
    Ok(exports)
}

fn is_mutable(symbol: &Symbol<'_>) -> bool {
    matches!(symbol.ty, Type::Global(ty) if ty.mutable) && symbol.kind == Kind::Global
}

/// Whether exported functions have to run constructors and destructors. They do not if an object
/// or an export takes care of that, as in a reactor.
fn wraps(config: &Config, program: &Program<'_>) -> bool {
    let called = program.find(CALL_CTORS).map(|symbol| &program.symbols[symbol]);
    let cared_for = called.is_some_and(|symbol| symbol.used || is_exported(config, symbol));
    !cared_for && (has_constructors(program) || program.call_dtors.is_some())
}
