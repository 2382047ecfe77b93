//! Which of two symbols of one name is meant. It does not know where symbols come from.

use super::Resolver;
use crate::error::ErrorKind;
use crate::program::{Definition, Kind, Lazy, Name, Program, Symbol, SymbolId, Type};

/// Notes that something that is not linked yet defines a name. Returns whether it must be linked.
pub fn offer<'a>(program: &mut Program<'a>, name: &'a str, lazy: Lazy) -> bool {
    let Some(symbol) = program.find(name) else {
        let symbol = Symbol::new(Name::Input(name), Kind::Unknown, Definition::Lazy(lazy));
        let symbol = program.symbols.push(symbol);
        program.names.insert(name, symbol);
        return false;
    };
    let symbol = &mut program.symbols[symbol];
    if symbol.definition == Definition::Undefined {
        if !symbol.weak {
            return true;
        }
        symbol.definition = Definition::Lazy(lazy);
    }
    false
}

/// Adds a symbol of an object. Returns its number, and what has to be linked because of it.
pub fn add<'a>(resolver: &mut Resolver<'a>, new: Symbol<'a>) -> (SymbolId, Option<Lazy>) {
    let program = &mut resolver.program;
    let Name::Input(name) = new.name else { return (program.symbols.push(new), None) };
    if new.local {
        return (program.symbols.push(new), None);
    }
    let Some(id) = program.find(name) else {
        let id = program.symbols.push(new);
        program.names.insert(name, id);
        return (id, None);
    };
    let old = &program.symbols[id];
    if let Some(error) = disagreement(program, old, &new) {
        resolver.errors.push(error);
        return (id, None);
    }
    match (old.definition, new.is_defined()) {
        (Definition::Lazy(_) | Definition::Undefined, true) => replace(program, id, new),
        (Definition::Lazy(lazy), false) => {
            let weak = new.weak;
            replace(program, id, new);
            if weak {
                program.symbols[id].definition = Definition::Lazy(lazy);
            } else {
                return (id, Some(lazy));
            }
        }
        (Definition::Undefined, false) => combine(program, id, new),
        (_, false) => program.symbols[id].used = true,
        (_, true) if new.weak => {}
        (_, true) if old.weak => replace(program, id, new),
        (_, true) if resolver.config.allow_multiple => {}
        (_, true) => {
            let error = ErrorKind::Duplicate {
                symbol: name.into(),
                first: program.file_of(old),
                second: program.file_of(&new),
            };
            resolver.errors.push(error);
        }
    }
    (id, None)
}

/// Takes the new symbol, but keeps what is known of its uses.
fn replace<'a>(program: &mut Program<'a>, id: SymbolId, new: Symbol<'a>) {
    let old = &mut program.symbols[id];
    let used = old.used || new.used;
    *old = Symbol { used, ..new };
}

/// Makes one of two uses of a name: the one that says more, or else the first.
fn combine<'a>(program: &mut Program<'a>, id: SymbolId, new: Symbol<'a>) {
    let old = &mut program.symbols[id];
    old.weak &= new.weak;
    old.used = true;
    match (old.import, new.import) {
        (None | Some((_, None)), Some((_, Some(_)))) => old.import = new.import,
        (None, import) => old.import = import,
        _ => {}
    }
    if old.ty == Type::None || (new.called && !old.called) {
        old.ty = new.ty;
        old.file = new.file;
    }
    old.called |= new.called;
}

/// What two symbols of one name may not differ in.
fn disagreement(program: &Program<'_>, old: &Symbol<'_>, new: &Symbol<'_>) -> Option<ErrorKind> {
    let symbol = new.name.as_str().to_owned();
    let files = (program.file_of(old), program.file_of(new));
    if old.kind != new.kind && old.kind != Kind::Unknown {
        return Some(ErrorKind::KindMismatch {
            symbol,
            first: (files.0, old.kind.name()),
            second: (files.1, new.kind.name()),
        });
    }
    if old.kind != Kind::Function && !agree(old.ty, new.ty) {
        return Some(ErrorKind::TypeMismatch {
            symbol,
            first: (files.0, describe(program, old.ty)),
            second: (files.1, describe(program, new.ty)),
        });
    }
    let (Some((module, Some(name))), Some((new_module, Some(new_name)))) = (old.import, new.import)
    else {
        return None;
    };
    let undefined = !old.is_defined() && !new.is_defined();
    (undefined && (module, name) != (new_module, new_name)).then(|| ErrorKind::ImportMismatch {
        symbol,
        first: (files.0, format!("`{name}` of `{module}`")),
        second: (files.1, format!("`{new_name}` of `{new_module}`")),
    })
}

fn agree(old: Type, new: Type) -> bool {
    match (old, new) {
        (Type::Global(old), Type::Global(new)) => {
            old.content_type == new.content_type && old.mutable == new.mutable
        }
        // Sizes are what imports ask for at least, and only the linker knows them.
        (Type::Table(old), Type::Table(new)) => old.element_type == new.element_type,
        (Type::Function(old), Type::Function(new)) => old == new,
        _ => true,
    }
}

fn describe(program: &Program<'_>, ty: Type) -> String {
    match ty {
        Type::None => "data".into(),
        Type::Function(ty) => program.types.describe(ty),
        Type::Global(ty) if ty.mutable => format!("a mutable global of {}", ty.content_type),
        Type::Global(ty) => format!("a constant global of {}", ty.content_type),
        Type::Table(ty) => format!("a table of {}", ty.element_type),
    }
}
