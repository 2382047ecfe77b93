//! Functions that make memory what the program expects before it runs: one that zeroes what an imported
//! memory may have, and one that writes addresses that only whoever loads the module knows. Whether
//! they are needed is decided here; `index` writes them, when everything has a number.

use wasmparser::{FuncType, RelocationType};

use crate::args::{Config, Unresolved};
use crate::program::{Definition, FunctionId, Kind, Name, Program, Symbol, Type};

const INIT_MEMORY: &str = "__wasm_init_memory";
const APPLY_RELOCATIONS: &str = "__wasm_apply_data_relocs";

/// The feature with the instruction that zeroes memory.
const BULK_MEMORY: &str = "bulk-memory";

#[derive(Clone, Copy, Default)]
pub struct Startup {
    /// Runs when the module is instantiated.
    pub init_memory: Option<FunctionId>,
    /// Is exported, for whoever instantiates the module.
    pub apply_relocations: Option<FunctionId>,
}

pub fn define(config: &Config, program: &mut Program<'_>) -> Startup {
    let mut startup = Startup::default();
    if has_dynamic_relocations(config, program) {
        let function = make(program, APPLY_RELOCATIONS, true);
        startup.apply_relocations = Some(function);
    }
    let zeros = program
        .segments
        .iter()
        .any(|(_, it)| it.live && !it.discarded && !it.tls && is_zero(it.name));
    if zeros && config.import_memory.is_some() && !zeros_are_written(config, program) {
        startup.init_memory = Some(make(program, INIT_MEMORY, false));
    }
    startup
}

/// Whether segments of a name are all zeros.
pub fn is_zero(name: &str) -> bool {
    name.starts_with(".bss")
}

/// Whether zeros are in the file. New memory is zero, and one that comes from elsewhere can be zeroed by
/// an instruction that not all engines have.
pub fn zeros_are_written(config: &Config, program: &Program<'_>) -> bool {
    config.import_memory.is_some() && !program.features.iter().any(|it| it == BULK_MEMORY)
}

fn make(program: &mut Program<'_>, name: &'static str, exported: bool) -> FunctionId {
    let ty = program.types.intern(FuncType::new([], []));
    let function = program.make_function(name.into(), ty, Vec::new());
    program.functions[function].live = true;
    let definition = Definition::Function(function);
    program.symbols.push(Symbol {
        ty: Type::Function(ty),
        hidden: !exported,
        exported,
        live: true,
        ..Symbol::new(Name::Input(name), Kind::Function, definition)
    });
    function
}

/// Whether reachable data has an address that whoever loads the module decides.
fn has_dynamic_relocations(config: &Config, program: &Program<'_>) -> bool {
    let mut segments = program.segments.iter().filter(|(_, it)| it.live && !it.discarded);
    segments.any(|(id, segment)| {
        program.data_relocations(id).iter().any(|&relocation| {
            let target = program.target(segment.object, relocation);
            is_address(relocation.ty)
                && target.is_some_and(|target| is_dynamic(config, &program.symbols[target]))
        })
    })
}

/// Whether a relocation of data is an address.
pub fn is_address(ty: RelocationType) -> bool {
    matches!(ty, RelocationType::TableIndexI32 | RelocationType::MemoryAddrI32)
}

/// Whether the address of a symbol is imported.
pub fn is_dynamic(config: &Config, symbol: &Symbol<'_>) -> bool {
    let has_address = match symbol.kind {
        Kind::Function => !symbol.weak,
        Kind::Data => true,
        _ => false,
    };
    config.unresolved == Unresolved::ImportDynamic
        && has_address
        && !symbol.hidden
        && !symbol.local
        && !symbol.is_defined()
}
