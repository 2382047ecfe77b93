//! The numbers of the output: of types, imports, functions, globals, tables, tags, and of slots in
//! the table of functions. It does not write anything but the functions that need those numbers.

mod bodies;
mod imports;
mod uses;

use rustc_hash::{FxHashMap, FxHashSet};
use wasmparser::{GlobalType, TableType};

use self::uses::Uses;

use crate::args::Config;
use crate::error::{Error, ErrorKind};
use crate::exports::{Export, Exports, Item, Wrapper};
use crate::layout::Layout;
use crate::live::has_null_address;
use crate::program::{
    Definition, FunctionId, GlobalId, Kind, Program, Symbol, SymbolId, TableId, TagId, Type,
};
use crate::resolve::TRAP;
use crate::startup::Startup;
use crate::types::TypeId;

pub struct Import {
    pub module: String,
    pub name: String,
    pub ty: ImportType,
}

pub enum ImportType {
    Function(u32),
    Global(GlobalType),
    Table(TableType),
    Tag(u32),
}

/// A global that is written.
pub enum OutputGlobal {
    Defined(GlobalId),
    /// The address of a function or of data. It has a name if code loads it, and none if it is
    /// there to be exported.
    Constant(Option<String>, u32),
}

/// What is exported, by number.
pub struct OutputExport {
    pub name: String,
    pub kind: wasm_encoder::ExportKind,
    pub index: u32,
}

#[derive(Default)]
pub struct Index {
    /// In the order of the output.
    pub types: Vec<TypeId>,
    type_numbers: FxHashMap<TypeId, u32>,
    pub imports: Vec<Import>,
    /// Names of functions that are imported, in order.
    pub imported_functions: Vec<String>,
    /// In the order of the output, after the imports.
    pub functions: Vec<FunctionId>,
    function_numbers: FxHashMap<FunctionId, u32>,
    /// Of undefined symbols: an import, or a function that traps.
    symbol_functions: FxHashMap<SymbolId, u32>,
    pub imported_globals: Vec<String>,
    pub globals: Vec<OutputGlobal>,
    global_numbers: FxHashMap<GlobalId, u32>,
    /// Of symbols that are imported, or whose address is in a global.
    symbol_globals: FxHashMap<SymbolId, u32>,
    /// The defined ones, after the imports.
    pub tables: Vec<TableType>,
    table_numbers: FxHashMap<TableId, u32>,
    symbol_tables: FxHashMap<SymbolId, u32>,
    pub tags: Vec<u32>,
    tag_numbers: FxHashMap<TagId, u32>,
    symbol_tags: FxHashMap<SymbolId, u32>,
    /// Functions whose address is taken, in the order of their slots.
    pub elements: Vec<u32>,
    slots: FxHashMap<Address, u32>,
    /// Functions that only a trap stands for.
    stubs: FxHashSet<SymbolId>,
    pub table_base: u32,
    pub memory: Option<String>,
    pub exports: Vec<OutputExport>,
    /// Runs when the module is instantiated.
    pub start: Option<u32>,
}

/// What has one address: a function, however many names it has, or a name that no function has here.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Address {
    Function(FunctionId),
    Symbol(SymbolId),
}

impl Address {
    fn of(program: &Program<'_>, symbol: SymbolId) -> Address {
        match program.symbols[symbol].definition {
            Definition::Function(function) => Address::Function(function),
            _ => Address::Symbol(symbol),
        }
    }
}

impl Index {
    pub fn ty(&self, ty: TypeId) -> Option<u32> {
        self.type_numbers.get(&ty).copied()
    }

    pub fn function(&self, function: FunctionId) -> Option<u32> {
        self.function_numbers.get(&function).copied()
    }

    pub fn symbol_function(&self, program: &Program<'_>, symbol: SymbolId) -> Option<u32> {
        match program.symbols[symbol].definition {
            Definition::Function(function) => self.function(function),
            _ => self.symbol_functions.get(&symbol).copied(),
        }
    }

    /// The address of a function, which is null for those that are not really there.
    pub fn slot(&self, program: &Program<'_>, symbol: SymbolId) -> u32 {
        let slot = self.slots.get(&Address::of(program, symbol)).copied();
        slot.filter(|_| !has_null_address(&program.symbols[symbol])).unwrap_or(0)
    }

    pub fn symbol_global(&self, program: &Program<'_>, symbol: SymbolId) -> Option<u32> {
        match program.symbols[symbol].definition {
            Definition::Global(global) => self.global_numbers.get(&global).copied(),
            _ => self.symbol_globals.get(&symbol).copied(),
        }
    }

    pub fn symbol_table(&self, program: &Program<'_>, symbol: SymbolId) -> Option<u32> {
        match program.symbols[symbol].definition {
            Definition::Table(table) => self.table_numbers.get(&table).copied(),
            _ => self.symbol_tables.get(&symbol).copied(),
        }
    }

    pub fn symbol_tag(&self, program: &Program<'_>, symbol: SymbolId) -> Option<u32> {
        match program.symbols[symbol].definition {
            Definition::Tag(tag) => self.tag_numbers.get(&tag).copied(),
            _ => self.symbol_tags.get(&symbol).copied(),
        }
    }

    fn number_type(&mut self, ty: TypeId) -> u32 {
        let next = self.types.len() as u32;
        let number = *self.type_numbers.entry(ty).or_insert(next);
        if number == next {
            self.types.push(ty);
        }
        number
    }

    /// The sum of two counts, each of which stands for bytes of files below 4 GiB.
    fn after(imported: usize, defined: usize) -> u32 {
        imported.saturating_add(defined) as u32
    }
}

pub fn assign<'a>(
    config: &Config,
    program: &mut Program<'a>,
    layout: &Layout<'a>,
    exports: Exports,
    startup: Startup,
) -> Result<Index, Error> {
    let mut index = Index { table_base: config.table_base, ..Index::default() };
    let uses = Uses::collect(config, program);
    if !uses.errors.is_empty() {
        return Err(Error::several(uses.errors, config.error_limit));
    }
    // Types come first, as their numbers are in most bodies of functions.
    for ty in uses.types {
        index.number_type(ty);
    }
    if uses.table || config.export_table {
        use_table(program);
    }
    imports::number(config, program, &mut index)?;
    imports::add_dynamic(program, &uses.dynamic, &mut index);
    let traps = traps(program, &uses.stubs);
    index.stubs = uses.stubs.into_iter().collect();
    for &(_, function) in &traps {
        program.functions[function].live = true;
    }
    functions(program, &mut index, &exports.wrappers, startup);
    for (symbol, function) in traps {
        if let Some(number) = index.function(function) {
            index.symbol_functions.insert(symbol, number);
        }
    }
    for symbol in uses.addresses {
        let Some(function) = index.symbol_function(program, symbol) else { continue };
        let is_null = has_null_address(&program.symbols[symbol]);
        let address = Address::of(program, symbol);
        if !is_null && !index.slots.contains_key(&address) {
            let slot = index.table_base.saturating_add(index.elements.len() as u32);
            index.slots.insert(address, slot);
            index.elements.push(function);
        }
    }
    tables(config, program, &mut index)?;
    for id in program.sorted(program.tags.ids(), |id| program.tags[id].object) {
        let tag = &program.tags[id];
        if !tag.live {
            continue;
        }
        let number = Index::after(index.symbol_tags.len(), index.tags.len());
        let ty = index.number_type(tag.ty);
        index.tag_numbers.insert(id, number);
        index.tags.push(ty);
    }
    let mut globals: Vec<_> =
        program.globals.ids().filter(|&id| program.globals[id].live).collect();
    // The linker's own come first.
    globals
        .sort_by_key(|&id| program.globals[id].object.map(|object| program.objects[object].rank));
    for id in globals {
        let number = Index::after(index.imported_globals.len(), index.globals.len());
        index.global_numbers.insert(id, number);
        index.globals.push(OutputGlobal::Defined(id));
    }
    for symbol in uses.loaded {
        constant(program, layout, &mut index, symbol, true);
    }
    bodies::write(program, layout, &index, &exports.wrappers, startup)?;
    index.start = startup.init_memory.and_then(|function| index.function(function));
    index.memory = exports.memory;
    for export in exports.items {
        let export = number_export(program, layout, &mut index, export)?;
        index.exports.push(export);
    }
    Ok(index)
}

fn use_table(program: &mut Program<'_>) {
    let Some(symbol) = program.indirect_table else { return };
    program.symbols[symbol].live = true;
    if let Definition::Table(table) = program.symbols[symbol].definition {
        program.tables[table].live = true;
    }
}

/// Makes the functions that stand for those that are used, not defined and not imported: one for each
/// that is weak, and for others one for each type.
fn traps(program: &mut Program<'_>, stubs: &[SymbolId]) -> Vec<(SymbolId, FunctionId)> {
    let mut traps = Vec::new();
    for id in program.symbols.ids() {
        let symbol = &program.symbols[id];
        let Symbol { kind: Kind::Function, ty: Type::Function(ty), .. } = *symbol else { continue };
        if symbol.live && symbol.weak && symbol.definition == Definition::Undefined {
            let name = format!("undefined_weak:{}", symbol.name.as_str());
            traps.push((id, program.make_function(name, ty, TRAP.to_vec())));
        }
    }
    let mut by_type: FxHashMap<TypeId, FunctionId> = FxHashMap::default();
    for &id in stubs {
        let Type::Function(ty) = program.symbols[id].ty else { continue };
        let stub = *by_type
            .entry(ty)
            .or_insert_with(|| program.make_function("undefined_stub".into(), ty, TRAP.to_vec()));
        traps.push((id, stub));
    }
    traps
}

fn functions(program: &Program<'_>, index: &mut Index, wrappers: &[Wrapper], startup: Startup) {
    let live = program.functions.iter();
    let live = live.filter(|(_, function)| function.live && !function.discarded);
    let mut ids: Vec<_> = live.map(|(id, _)| id).collect();
    ids.sort_by_key(|&id| match program.functions[id].object {
        _ if program.call_ctors == Some(id) => (0, None),
        _ if startup.apply_relocations == Some(id) => (2, None),
        _ if startup.init_memory == Some(id) => (3, None),
        Some(object) => (4, Some(program.objects[object].rank)),
        None if wrappers.iter().any(|wrapper| wrapper.function == id) => (5, None),
        None => (1, None),
    });
    for id in ids {
        let number = Index::after(index.imported_functions.len(), index.functions.len());
        index.number_type(program.functions[id].ty);
        index.function_numbers.insert(id, number);
        index.functions.push(id);
    }
}

fn tables(config: &Config, program: &Program<'_>, index: &mut Index) -> Result<(), Error> {
    let indirect = program.indirect_table.map(|symbol| &program.symbols[symbol]);
    let size = index
        .table_base
        .checked_add(index.elements.len() as u32)
        .ok_or(ErrorKind::TooLarge("the table of functions"))?;
    let limits = |ty: TableType| TableType {
        initial: u64::from(size),
        maximum: (!config.growable_table).then_some(u64::from(size)),
        ..ty
    };
    let indirect = match indirect.map(|symbol| symbol.definition) {
        Some(Definition::Table(table)) => Some(table),
        _ => None,
    };
    let mut ids: Vec<_> = program.tables.ids().filter(|&id| program.tables[id].live).collect();
    ids.sort_by_key(|&id| match program.tables[id].object {
        // Instructions that do not name a table mean the first.
        None if program.legacy_table => (0, 0),
        Some(object) => (1, program.objects[object].rank),
        None => (2, 0),
    });
    for id in ids {
        let table = &program.tables[id];
        let number = Index::after(index.symbol_tables.len(), index.tables.len());
        index.table_numbers.insert(id, number);
        index.tables.push(if Some(id) == indirect { limits(table.ty) } else { table.ty });
    }
    if let Some(symbol) = program.indirect_table {
        for import in &mut index.imports {
            if let ImportType::Table(ty) = &mut import.ty
                && program.symbols[symbol]
                    .import
                    .is_some_and(|(_, name)| name == Some(&import.name))
            {
                // More than the program's own functions may be in it already.
                *ty = TableType { maximum: None, ..limits(*ty) };
            }
        }
    }
    Ok(())
}

/// Puts the address of a symbol into a global.
fn constant(
    program: &Program<'_>,
    layout: &Layout<'_>,
    index: &mut Index,
    symbol: SymbolId,
    named: bool,
) -> u32 {
    // Code and exports have a global each.
    if named && let Some(&global) = index.symbol_globals.get(&symbol) {
        return global;
    }
    let target = &program.symbols[symbol];
    let (prefix, value) = match target.kind {
        Kind::Function if index.stubs.contains(&symbol) => ("GOT.func", 0),
        Kind::Function => ("GOT.func", index.slot(program, symbol)),
        _ if named => ("GOT.data", layout.symbol(program, target).unwrap_or(0)),
        // Thread-local data has an address for each thread.
        _ => ("", layout.exported(program, target).unwrap_or(0)),
    };
    let name = named.then(|| format!("{prefix}.internal.{}", target.name.as_str()));
    let number = Index::after(index.imported_globals.len(), index.globals.len());
    index.globals.push(OutputGlobal::Constant(name, value));
    if named {
        index.symbol_globals.insert(symbol, number);
    }
    number
}

fn number_export(
    program: &Program<'_>,
    layout: &Layout<'_>,
    index: &mut Index,
    export: Export,
) -> Result<OutputExport, ErrorKind> {
    use wasm_encoder::ExportKind;
    let (kind, number) = match export.item {
        Item::Wrapper(function) => (ExportKind::Func, index.function(function)),
        Item::Symbol(symbol) => match program.symbols[symbol].kind {
            Kind::Function => (ExportKind::Func, index.symbol_function(program, symbol)),
            Kind::Global => (ExportKind::Global, index.symbol_global(program, symbol)),
            Kind::Table => (ExportKind::Table, index.symbol_table(program, symbol)),
            Kind::Tag => (ExportKind::Tag, index.symbol_tag(program, symbol)),
            _ => (ExportKind::Global, Some(constant(program, layout, index, symbol, false))),
        },
    };
    let index = number.ok_or(ErrorKind::Internal("an export has no number"))?;
    Ok(OutputExport { name: export.name, kind, index })
}
