//! The symbol table of an object, and the indices that its symbols stand for.

use cranelift_module::{DataId, FuncId, FuncOrDataId, Linkage};
use rustc_hash::FxHashMap;
use wasm_encoder::{DataSymbolDefinition, SymbolTable};

use super::parts::Parts;
use crate::code::op::Target;

/// The name of the global that points to the end of the stack, and of the table of functions.
pub(crate) const STACK_POINTER: &str = "__stack_pointer";
pub(crate) const FUNCTION_TABLE: &str = "__indirect_function_table";

/// What relocations refer to by number.
#[derive(Default)]
pub(crate) struct Symbols {
    pub(super) table: SymbolTable,
    count: u32,
    index: FxHashMap<Target, u32>,
    pub(crate) stack_pointer: u32,
    pub(crate) function_table: u32,
}

impl Symbols {
    /// The number of a symbol.
    pub(crate) fn get(&self, target: Target) -> Option<u32> {
        self.index.get(&target).copied()
    }

    /// The number of the symbol that has just been added to the table.
    fn number(&mut self) -> u32 {
        self.count += 1;
        self.count - 1
    }

    /// The flags of a symbol by what is declared of it.
    fn flags(module: &Parts, symbol: FuncOrDataId, linkage: Linkage, defined: bool) -> u32 {
        let extras = &module.extras;
        let mut flags = match linkage {
            Linkage::Local if defined => SymbolTable::WASM_SYM_BINDING_LOCAL,
            Linkage::Preemptible => SymbolTable::WASM_SYM_BINDING_WEAK,
            Linkage::Hidden if defined => SymbolTable::WASM_SYM_VISIBILITY_HIDDEN,
            _ => 0,
        };
        if !defined {
            flags |= SymbolTable::WASM_SYM_UNDEFINED;
        }
        if extras.hidden.contains(&symbol) {
            flags |= SymbolTable::WASM_SYM_VISIBILITY_HIDDEN;
        }
        if extras.exported.contains(&symbol) {
            flags |= SymbolTable::WASM_SYM_EXPORTED;
        }
        if extras.used.contains(&symbol) {
            flags |= SymbolTable::WASM_SYM_NO_STRIP;
        }
        flags
    }

    /// A function of index `at`.
    pub(crate) fn function(&mut self, module: &Parts, func: FuncId, at: u32, defined: bool) {
        let decl = module.declarations.get_function_decl(func);
        let name = decl.linkage_name(func);
        let mut flags = Self::flags(module, FuncOrDataId::Func(func), decl.linkage, defined);
        if module.extras.exports.iter().any(|export| export.0 == func) {
            flags |= SymbolTable::WASM_SYM_EXPORTED | SymbolTable::WASM_SYM_NO_STRIP;
        }
        let explicit = !defined && module.extras.imports.contains_key(&func);
        if explicit {
            flags |= SymbolTable::WASM_SYM_EXPLICIT_NAME;
        }
        // An undefined function has the name of its import, if it says no other.
        self.table.function(flags, at, (defined || explicit).then_some(&*name));
        let index = self.number();
        self.index.insert(Target::Func(func), index);
    }

    /// A data object in a segment, or an undefined one.
    pub(crate) fn data(&mut self, module: &Parts, data: DataId, segment: Option<(u32, u32)>) {
        let decl = module.declarations.get_data_decl(data);
        let flags = Self::flags(module, FuncOrDataId::Data(data), decl.linkage, segment.is_some());
        let segment = segment.map(|(index, size)| DataSymbolDefinition { index, offset: 0, size });
        self.table.data(flags, &decl.linkage_name(data), segment);
        let index = self.number();
        self.index.insert(Target::Data(data), index);
    }

    /// The global that all functions use the stack by.
    pub(crate) fn stack_pointer(&mut self) {
        self.table.global(SymbolTable::WASM_SYM_UNDEFINED, 0, None);
        self.stack_pointer = self.number();
    }

    /// The table that indirect calls go through.
    pub(crate) fn function_table(&mut self) {
        let flags = SymbolTable::WASM_SYM_UNDEFINED | SymbolTable::WASM_SYM_NO_STRIP;
        self.table.table(flags, 0, None);
        self.function_table = self.number();
    }
}
