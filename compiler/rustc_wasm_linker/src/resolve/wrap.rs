//! `--wrap=NAME`: uses of `NAME` mean `__wrap_NAME`, and uses of `__real_NAME` mean `NAME`. It does not know
//! what anything is used for.

use rustc_hash::FxHashMap;

use crate::args::Config;
use crate::program::{Definition, Name, Program, Symbol, SymbolId};

pub fn wrap<'a>(config: &'a Config, program: &mut Program<'a>) {
    let mut replaced: FxHashMap<SymbolId, SymbolId> = FxHashMap::default();
    for name in &config.wrap {
        let Some(original) = program.find(name) else { continue };
        if replaced.contains_key(&original) {
            continue;
        }
        let wrapper = wrapper(program, name, original);
        replaced.insert(original, wrapper);
        program.names.insert(name, wrapper);
        if let Some(real) = program.find(&format!("__real_{name}")) {
            replaced.insert(real, original);
        }
    }
    if replaced.is_empty() {
        return;
    }
    for (_, object) in program.objects.iter_mut() {
        for symbol in &mut object.symbols {
            if let Some(&other) = replaced.get(symbol) {
                *symbol = other;
            }
        }
    }
}

/// The symbol that stands for another, which is undefined if no object has it.
fn wrapper(program: &mut Program<'_>, name: &str, original: SymbolId) -> SymbolId {
    let name = format!("__wrap_{name}");
    if let Some(found) = program.find(&name) {
        return found;
    }
    let Symbol { kind, ty, file, .. } = program.symbols[original];
    let symbol = Symbol::new(Name::Made(name), kind, Definition::Undefined);
    program.symbols.push(Symbol { ty, file, used: true, ..symbol })
}
