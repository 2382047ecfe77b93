//! The symbol table of an object, and the indices that its symbols stand for. It does not know code.

use cranelift_module::{FuncId, FuncOrDataId, Linkage};
use rustc_hash::FxHashMap;

use crate::encode::leb;
use crate::module::WasmModule;
use crate::op::Target;

// The flags of symbols: tool-conventions, Linking.md, "Symbol Table Subsection".
const BINDING_WEAK: u32 = 0x01;
const BINDING_LOCAL: u32 = 0x02;
const VISIBILITY_HIDDEN: u32 = 0x04;
const UNDEFINED: u32 = 0x10;
const EXPORTED: u32 = 0x20;
const EXPLICIT_NAME: u32 = 0x40;
const NO_STRIP: u32 = 0x80;

// The kinds of symbols, from the same place.
const FUNCTION: u8 = 0;
const DATA: u8 = 1;
const GLOBAL: u8 = 2;
const TABLE: u8 = 5;

/// The name of the global that points to the end of the stack, and of the table of functions.
pub(crate) const STACK_POINTER: &str = "__stack_pointer";
pub(crate) const FUNCTION_TABLE: &str = "__indirect_function_table";

/// What relocations refer to by number.
#[derive(Default)]
pub(crate) struct Symbols {
    bytes: Vec<u8>,
    count: u32,
    index: FxHashMap<Target, u32>,
    pub(crate) stack_pointer: u32,
    pub(crate) table: u32,
}

/// A name, after its length.
pub(crate) fn string(bytes: &mut Vec<u8>, text: &str) {
    leb(bytes, text.len() as u32);
    bytes.extend_from_slice(text.as_bytes());
}

impl Symbols {
    /// The number of a symbol.
    pub(crate) fn get(&self, target: Target) -> Option<u32> {
        self.index.get(&target).copied()
    }

    fn add(&mut self, kind: u8, flags: u32) -> u32 {
        self.bytes.push(kind);
        leb(&mut self.bytes, flags);
        self.count += 1;
        self.count - 1
    }

    /// The flags of a symbol by what is declared of it.
    fn flags(module: &WasmModule, symbol: FuncOrDataId, linkage: Linkage, defined: bool) -> u32 {
        let extras = &module.extras;
        let mut flags = match linkage {
            Linkage::Local if defined => BINDING_LOCAL,
            Linkage::Preemptible => BINDING_WEAK,
            Linkage::Hidden if defined => VISIBILITY_HIDDEN,
            _ => 0,
        };
        if !defined {
            flags |= UNDEFINED;
        }
        if extras.hidden.contains(&symbol) {
            flags |= VISIBILITY_HIDDEN;
        }
        if extras.exported.contains(&symbol) {
            flags |= EXPORTED;
        }
        if extras.used.contains(&symbol) {
            flags |= NO_STRIP;
        }
        flags
    }

    /// A function of index `at`.
    pub(crate) fn function(&mut self, module: &WasmModule, func: FuncId, at: u32, defined: bool) {
        let decl = module.declarations.get_function_decl(func);
        let name = decl.linkage_name(func);
        let mut flags = Self::flags(module, FuncOrDataId::Func(func), decl.linkage, defined);
        if module.extras.exports.iter().any(|export| export.0 == func) {
            flags |= EXPORTED | NO_STRIP;
        }
        let explicit = !defined && module.extras.imports.contains_key(&func);
        if explicit {
            flags |= EXPLICIT_NAME;
        }
        let index = self.add(FUNCTION, flags);
        leb(&mut self.bytes, at);
        // An undefined function has the name of its import, if it says no other.
        if defined || explicit {
            string(&mut self.bytes, &name);
        }
        self.index.insert(Target::Func(func), index);
    }

    /// A data object in a segment, or an undefined one.
    pub(crate) fn data(
        &mut self,
        module: &WasmModule,
        data: cranelift_module::DataId,
        segment: Option<(u32, u32)>,
    ) {
        let decl = module.declarations.get_data_decl(data);
        let flags = Self::flags(module, FuncOrDataId::Data(data), decl.linkage, segment.is_some());
        let index = self.add(DATA, flags);
        string(&mut self.bytes, &decl.linkage_name(data));
        if let Some((segment, size)) = segment {
            leb(&mut self.bytes, segment);
            leb(&mut self.bytes, 0);
            leb(&mut self.bytes, size);
        }
        self.index.insert(Target::Data(data), index);
    }

    /// The global that all functions use the stack by.
    pub(crate) fn stack_pointer(&mut self) {
        self.stack_pointer = self.add(GLOBAL, UNDEFINED);
        leb(&mut self.bytes, 0);
    }

    /// The table that indirect calls go through.
    pub(crate) fn function_table(&mut self) {
        self.table = self.add(TABLE, UNDEFINED | NO_STRIP);
        leb(&mut self.bytes, 0);
    }

    /// The contents of the subsection.
    pub(crate) fn finish(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.bytes.len() + 5);
        leb(&mut bytes, self.count);
        bytes.extend_from_slice(&self.bytes);
        bytes
    }
}
