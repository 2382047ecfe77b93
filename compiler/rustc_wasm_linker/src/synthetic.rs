//! Symbols that only a linker can define: the stack pointer, the table of functions, and where data
//! and heap begin and end. Most are only there if something mentions them. It does not know the
//! addresses, which `layout` does.

use wasmparser::{FuncType, GlobalType, RefType, TableType, ValType};

use crate::args::{Config, Unresolved};
use crate::error::{Error, ErrorKind, Warning};
use crate::program::{
    Address, DEFAULT_MODULE, DefinedTable, Definition, Global, GlobalInit, Kind, Name, Program,
    Symbol, SymbolId, Type,
};

pub const CALL_CTORS: &str = "__wasm_call_ctors";
pub const INDIRECT_TABLE: &str = "__indirect_function_table";
const INIT_TLS: &str = "__wasm_init_tls";
const TLS_BASE: &str = "__tls_base";
pub const STACK_POINTER: &str = "__stack_pointer";

/// Addresses that programs can mention. Objects declare them as data, or as globals.
const ADDRESSES: [(&str, Address); 11] = [
    ("__dso_handle", Address::DsoHandle),
    ("__data_end", Address::DataEnd),
    ("__stack_low", Address::StackLow),
    ("__stack_high", Address::StackHigh),
    ("__global_base", Address::GlobalBase),
    ("__heap_base", Address::HeapBase),
    ("__heap_end", Address::HeapEnd),
    ("__memory_base", Address::MemoryBase),
    ("__table_base", Address::TableBase),
    ("__wasm_first_page_end", Address::FirstPageEnd),
    (TLS_BASE, Address::TlsBase),
];

pub fn define<'a>(config: &'a Config, program: &mut Program<'a>) -> Result<(), Error> {
    stack_pointer(config, program);
    call_ctors(config, program);
    if let Some(symbol) = missing(config, program, INIT_TLS, Kind::Function, false) {
        // With one thread, thread-local data is initialized like other data.
        let ty = program.types.intern(FuncType::new([ValType::I32], []));
        let function = program.make_function(INIT_TLS.into(), ty, vec![0x00, 0x0b]);
        program.symbols[symbol].definition = Definition::Function(function);
        program.symbols[symbol].ty = Type::Function(ty);
    }
    for (name, address) in ADDRESSES {
        let global = missing(config, program, name, Kind::Global, false);
        if let Some(symbol) = global.filter(|_| name == TLS_BASE) {
            let ty = match program.symbols[symbol].ty {
                Type::Global(ty) => ty,
                _ => i32_global(false),
            };
            define_global(program, symbol, name, ty, address);
        } else if let Some(symbol) =
            global.or_else(|| missing(config, program, name, Kind::Data, true))
        {
            let symbol = &mut program.symbols[symbol];
            // Code that uses it as a global gets one with the address, as for all data.
            symbol.kind = Kind::Data;
            symbol.ty = Type::None;
            symbol.definition = Definition::Address(address);
            symbol.hidden = true;
        }
    }
    indirect_table(config, program);
    force_exports(config, program)
}

fn stack_pointer<'a>(config: &'a Config, program: &mut Program<'a>) {
    let symbol = match program.find(STACK_POINTER) {
        Some(_) => missing(config, program, STACK_POINTER, Kind::Global, true),
        None => Some(add(program, STACK_POINTER, Kind::Global)),
    };
    if let Some(symbol) = symbol {
        define_global(program, symbol, STACK_POINTER, i32_global(true), Address::StackHigh);
        // Tools that change modules look for it, whether or not the program needs it.
        program.symbols[symbol].no_strip = true;
        program.symbols[symbol].hidden = false;
    }
}

fn call_ctors<'a>(config: &'a Config, program: &mut Program<'a>) {
    let ty = program.types.intern(FuncType::new([], []));
    // Its body is written when functions have numbers.
    let function = program.make_function(CALL_CTORS.into(), ty, Vec::new());
    program.call_ctors = Some(function);
    if let Some(symbol) = missing(config, program, CALL_CTORS, Kind::Function, true) {
        let symbol = &mut program.symbols[symbol];
        symbol.definition = Definition::Function(function);
        symbol.ty = Type::Function(ty);
        symbol.hidden = true;
    }
}

fn indirect_table<'a>(config: &'a Config, program: &mut Program<'a>) {
    let ty = TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        initial: 0,
        maximum: None,
        shared: false,
    };
    let symbol = match missing(config, program, INDIRECT_TABLE, Kind::Table, false) {
        Some(symbol) => symbol,
        None if program.find(INDIRECT_TABLE).is_some() => {
            program.indirect_table = program.find(INDIRECT_TABLE);
            return;
        }
        // Only an option, or an address that a global has, may need it.
        None => program.make_symbol(INDIRECT_TABLE.into(), Kind::Table, Definition::Undefined),
    };
    program.indirect_table = Some(symbol);
    if config.import_table {
        program.symbols[symbol].import = Some((DEFAULT_MODULE, Some(INDIRECT_TABLE)));
    } else {
        let table = program.tables.push(DefinedTable { object: None, ty, live: false });
        program.symbols[symbol].definition = Definition::Table(table);
    }
    program.symbols[symbol].ty = Type::Table(ty);
    program.symbols[symbol].forced = config.export_table;
    program.symbols[symbol].hidden = true;
    program.symbols[symbol].file = None;
}

/// What `--export-all` makes the linker define although nothing mentions it.
fn exports_with_all(kind: Kind, name: &str) -> bool {
    matches!(kind, Kind::Function | Kind::Data) && name != TLS_BASE
}

fn i32_global(mutable: bool) -> GlobalType {
    GlobalType { content_type: ValType::I32, mutable, shared: false }
}

fn define_global(
    program: &mut Program<'_>,
    symbol: SymbolId,
    name: &'static str,
    ty: GlobalType,
    address: Address,
) {
    let init = GlobalInit::Address(address);
    let global = program.globals.push(Global { object: None, name, ty, init, live: false });
    let symbol = &mut program.symbols[symbol];
    symbol.definition = Definition::Global(global);
    symbol.file = None;
    symbol.ty = Type::Global(ty);
    symbol.hidden = true;
}

/// The symbol that the linker has to define: one that is used as a thing of this kind, or, if
/// `exportable`, one that an option exports.
fn missing<'a>(
    config: &'a Config,
    program: &mut Program<'a>,
    name: &'static str,
    kind: Kind,
    exportable: bool,
) -> Option<SymbolId> {
    if let Some(id) = program.find(name) {
        let symbol = &program.symbols[id];
        let undefined = symbol.definition == Definition::Undefined;
        return (undefined && symbol.kind == kind).then_some(id);
    }
    let mut exported = config.exports.iter().chain(&config.exports_if_defined);
    let wanted = config.export_all && exports_with_all(kind, name)
        || exported.any(|export| export == name)
        || config.entry.as_deref() == Some(name);
    (exportable && wanted).then(|| add(program, name, kind))
}

/// Adds a name that nothing mentions.
fn add(program: &mut Program<'_>, name: &'static str, kind: Kind) -> SymbolId {
    let symbol = Symbol::new(Name::Input(name), kind, Definition::Undefined);
    let symbol = program.symbols.push(symbol);
    program.names.insert(name, symbol);
    symbol
}

/// Marks what options export, and reports what cannot be.
fn force_exports(config: &Config, program: &mut Program<'_>) -> Result<(), Error> {
    let mut errors = Vec::new();
    let mut missing = Vec::new();
    let mut force = |name: &str| {
        let symbol = program.find(name).filter(|&symbol| program.symbols[symbol].is_defined());
        if let Some(symbol) = symbol {
            program.symbols[symbol].forced = true;
        }
        symbol.is_some()
    };
    for name in &config.exports_if_defined {
        force(name);
    }
    for name in &config.exports {
        if force(name) {
            continue;
        }
        match config.unresolved {
            Unresolved::Error => errors.push(ErrorKind::ExportNotFound(name.clone())),
            Unresolved::Warn => missing.push(Warning::ExportNotFound(name.clone())),
            Unresolved::Ignore | Unresolved::ImportDynamic => {}
        }
    }
    if let Some(entry) = &config.entry
        && !force(entry)
    {
        errors.push(ErrorKind::EntryNotFound(entry.clone()));
    }
    program.warnings.append(&mut missing);
    match errors.is_empty() {
        true => Ok(()),
        false => Err(Error::several(errors, config.error_limit)),
    }
}
