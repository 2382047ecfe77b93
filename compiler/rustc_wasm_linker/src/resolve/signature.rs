//! Calls of functions by another type than they have. WebAssembly does not allow them, so each
//! becomes a call of a function that traps. Programs have them where C would do with a declaration
//! that is wrong, mostly in code that never runs.

use rustc_hash::FxHashMap;

use crate::error::{ErrorKind, Warning};
use crate::program::{Definition, Kind, Program, SymbolId, Type};
use crate::types::TypeId;

/// No locals, `unreachable`, `end`.
pub const TRAP: [u8; 3] = [0x00, 0x00, 0x0b];

pub fn check(program: &mut Program<'_>, errors: &mut Vec<ErrorKind>) {
    let mut traps: FxHashMap<(SymbolId, TypeId), SymbolId> = FxHashMap::default();
    let mut found = Vec::new();
    for (object, loaded) in program.objects.iter() {
        for &(index, ty) in &loaded.calls {
            // It has none where the link has failed already.
            let Some(&symbol) = loaded.symbols.get(index as usize) else { continue };
            if matches!(program.symbols[symbol].ty, Type::Function(defined) if defined != ty) {
                found.push((object, index, symbol, ty));
            }
        }
    }
    for (object, index, symbol, ty) in found {
        let trap = match traps.get(&(symbol, ty)) {
            Some(&trap) => trap,
            None => {
                let Symbol { name, defined, weak } = about(program, symbol);
                let used = (program.objects[object].name.clone(), program.types.describe(ty));
                if !program.symbols[symbol].is_defined() && !weak {
                    errors.push(ErrorKind::TypeMismatch {
                        symbol: name,
                        first: defined,
                        second: used,
                    });
                    return;
                }
                let label = match program.symbols[symbol].is_defined() {
                    true => format!("signature_mismatch:{name}"),
                    false => format!("undefined_weak:{name}"),
                };
                program.warnings.push(Warning::SignatureMismatch { symbol: name, used, defined });
                let function = program.make_function(label.clone(), ty, TRAP.to_vec());
                let definition = Definition::Function(function);
                let trap = program.make_symbol(label, Kind::Function, definition);
                program.symbols[trap].ty = Type::Function(ty);
                program.symbols[trap].stub = true;
                traps.insert((symbol, ty), trap);
                trap
            }
        };
        if let Some(symbol) = program.objects[object].symbols.get_mut(index as usize) {
            *symbol = trap;
        }
    }
}

/// What is said about a symbol.
struct Symbol {
    name: String,
    defined: (String, String),
    weak: bool,
}

fn about(program: &Program<'_>, symbol: SymbolId) -> Symbol {
    let symbol = &program.symbols[symbol];
    let ty = match symbol.ty {
        Type::Function(ty) => program.types.describe(ty),
        _ => String::new(),
    };
    Symbol {
        name: symbol.name.as_str().to_owned(),
        defined: (program.file_of(symbol), ty),
        weak: symbol.weak,
    }
}
