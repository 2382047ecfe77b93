//! The file: sections in order, and relocations. It does not know how functions and data were made.
//!
//! The format is that of tool-conventions, Linking.md, as LLVM writes it.

use cranelift_module::{DataId, FuncId};
use rustc_hash::FxHashMap;
use wasm_encoder::{
    CustomSection, DataCountSection, EntityType, ExportKind, ExportSection, FunctionSection,
    GlobalType, ImportSection, MemoryType, Module, RawSection, RefType, SectionId, TableType,
    TypeSection, ValType,
};

use crate::contents::{code, data};
use crate::encode::{Place, leb};
use crate::error::Error;
use crate::module::{WasmModule, wasm_type};
use crate::op::{Target, Ty};
use crate::symbols::{FUNCTION_TABLE, STACK_POINTER, Symbols, string};

/// The version of the section `linking`.
const LINKING_VERSION: u32 = 2;

// Subsections of `linking`: Linking.md, "Linking Metadata Section".
const SEGMENT_INFO: u8 = 5;
const INIT_FUNCS: u8 = 6;
const SYMBOL_TABLE: u8 = 8;

fn val_type(ty: Ty) -> ValType {
    match ty {
        Ty::I32 => ValType::I32,
        Ty::I64 => ValType::I64,
        Ty::F32 => ValType::F32,
        Ty::F64 => ValType::F64,
    }
}

/// What an object has, each kind in order.
pub(crate) struct Layout {
    pub(crate) defined: Vec<FuncId>,
    undefined: Vec<FuncId>,
    pub(crate) data: Vec<DataId>,
    undefined_data: Vec<DataId>,
    /// The indices of functions, those that are imported first.
    pub(crate) indices: FxHashMap<FuncId, u32>,
    /// Where data would lie if nothing were linked.
    pub(crate) addresses: FxHashMap<DataId, u32>,
    uses_stack: bool,
    uses_table: bool,
}

impl Layout {
    fn new(module: &WasmModule) -> Layout {
        let mut defined: Vec<FuncId> = module.functions.keys().copied().collect();
        defined.sort();
        let mut data: Vec<DataId> = module.data.keys().copied().collect();
        data.sort();
        let mut layout = Layout {
            defined,
            undefined: Vec::new(),
            data,
            undefined_data: Vec::new(),
            indices: FxHashMap::default(),
            addresses: FxHashMap::default(),
            uses_stack: false,
            uses_table: false,
        };
        let mut address = 0u32;
        for &id in &layout.data {
            let object = &module.data[&id];
            address = address.next_multiple_of(1 << object.align);
            layout.addresses.insert(id, address);
            address += object.bytes.len() as u32;
        }
        // Only what something refers to is declared: an undefined symbol may be an error to a linker.
        for id in &layout.defined {
            for reloc in &module.functions[id].relocs {
                match reloc.place {
                    Place::Function(target)
                    | Place::TableIndex(target)
                    | Place::Address(target, _)
                    | Place::Offset(target, _) => {
                        note(module, &mut layout.undefined, &mut layout.undefined_data, target)
                    }
                    Place::StackPointer => layout.uses_stack = true,
                    Place::Table => layout.uses_table = true,
                    Place::Type(_) => {}
                }
                // A function in the table needs one.
                layout.uses_table |= matches!(reloc.place, Place::TableIndex(_));
            }
        }
        for id in &layout.data {
            for reloc in &module.data[id].relocs {
                layout.uses_table |= matches!(reloc.target, Target::Func(_));
                note(module, &mut layout.undefined, &mut layout.undefined_data, reloc.target);
            }
        }
        for &(_, id) in &module.extras.init_functions {
            note(module, &mut layout.undefined, &mut layout.undefined_data, Target::Func(id));
        }
        layout.undefined.sort();
        layout.undefined.dedup();
        layout.undefined_data.sort();
        layout.undefined_data.dedup();
        for (at, &id) in layout.undefined.iter().chain(&layout.defined).enumerate() {
            layout.indices.insert(id, at as u32);
        }
        layout
    }
}

/// Notes a target that is not defined.
fn note(module: &WasmModule, functions: &mut Vec<FuncId>, data: &mut Vec<DataId>, target: Target) {
    match target {
        Target::Func(id) if !module.functions.contains_key(&id) => functions.push(id),
        Target::Data(id) if !module.data.contains_key(&id) => data.push(id),
        _ => {}
    }
}

/// Writes the object of a module.
pub(crate) fn write(mut module: WasmModule) -> Result<Vec<u8>, Error> {
    let layout = Layout::new(&module);
    let mut type_of = FxHashMap::default();
    for &id in layout.undefined.iter().chain(&layout.defined) {
        let ty = wasm_type(&module.declarations.get_function_decl(id).signature)?;
        type_of.insert(id, module.types.index(ty));
    }
    let mut symbols = Symbols::default();
    for &id in layout.defined.iter().chain(&layout.undefined) {
        symbols.function(&module, id, layout.indices[&id], module.functions.contains_key(&id));
    }
    for (segment, &id) in layout.data.iter().enumerate() {
        symbols.data(&module, id, Some((segment as u32, module.data[&id].bytes.len() as u32)));
    }
    for &id in &layout.undefined_data {
        symbols.data(&module, id, None);
    }
    if layout.uses_stack {
        symbols.stack_pointer();
    }
    if layout.uses_table {
        symbols.function_table();
    }

    let mut file = Module::new();
    let mut sections = 0;
    let mut add = |file: &mut Module, section: &dyn wasm_encoder::Section| {
        // `Module::section` wants to know the type.
        file.section(&RawSection { id: section.id(), data: &section_body(section) });
        sections += 1;
        sections - 1
    };
    let mut types = TypeSection::new();
    for ty in &module.types.list {
        types.ty().function(ty.params.iter().map(|&ty| val_type(ty)), ty.result.map(val_type));
    }
    add(&mut file, &types);
    add(&mut file, &imports(&module, &layout, &type_of));
    if !layout.defined.is_empty() {
        let mut functions = FunctionSection::new();
        for id in &layout.defined {
            functions.function(type_of[id]);
        }
        add(&mut file, &functions);
    }
    let mut exports = ExportSection::new();
    for (id, name) in &module.extras.exports {
        if let Some(&index) = layout.indices.get(id) {
            exports.export(name, ExportKind::Func, index);
        }
    }
    if !exports.is_empty() {
        add(&mut file, &exports);
    }
    if !layout.data.is_empty() {
        add(&mut file, &DataCountSection { count: layout.data.len() as u32 });
    }
    let mut code_relocs = None;
    if !layout.defined.is_empty() {
        let (bytes, relocs) = code(&module, &layout, &symbols)?;
        let at = add(&mut file, &RawSection { id: SectionId::Code.into(), data: &bytes });
        code_relocs = Some((at, relocs));
    }
    let mut data_relocs = None;
    if !layout.data.is_empty() {
        let (bytes, relocs) = data(&module, &layout, &symbols)?;
        let at = add(&mut file, &RawSection { id: SectionId::Data.into(), data: &bytes });
        data_relocs = Some((at, relocs));
    }
    for (name, bytes) in &module.extras.custom_sections {
        custom(&mut file, name, bytes);
    }
    custom(&mut file, "linking", &linking(&module, &layout, &symbols));
    for (name, relocs) in [("reloc.CODE", code_relocs), ("reloc.DATA", data_relocs)] {
        if let Some((section, relocs)) = relocs
            && relocs.count > 0
        {
            let mut bytes = Vec::with_capacity(relocs.bytes.len() + 10);
            leb(&mut bytes, section);
            leb(&mut bytes, relocs.count);
            bytes.extend_from_slice(&relocs.bytes);
            custom(&mut file, name, &bytes);
        }
    }
    trailer(&mut file, &module);
    Ok(file.finish())
}

/// The contents of a section, without its number and size.
fn section_body(section: &dyn wasm_encoder::Section) -> Vec<u8> {
    let mut bytes = Vec::new();
    section.append_to(&mut bytes);
    // The number is one byte; the size says how long it is itself.
    let size = bytes[1..].iter().position(|byte| byte & 0x80 == 0).map_or(bytes.len(), |at| at + 2);
    bytes.split_off(size)
}

fn custom(file: &mut Module, name: &str, bytes: &[u8]) {
    file.section(&CustomSection { name: name.into(), data: bytes.into() });
}

fn imports(
    module: &WasmModule,
    layout: &Layout,
    type_of: &FxHashMap<FuncId, u32>,
) -> ImportSection {
    let mut imports = ImportSection::new();
    let memory = MemoryType {
        minimum: 0,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    };
    imports.import("env", "__linear_memory", memory);
    if layout.uses_stack {
        let pointer = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
        imports.import("env", STACK_POINTER, pointer);
    }
    for &id in &layout.undefined {
        let ty = EntityType::Function(type_of[&id]);
        match module.extras.imports.get(&id) {
            Some((from, name)) => imports.import(from, name, ty),
            None => imports.import(
                "env",
                &module.declarations.get_function_decl(id).linkage_name(id),
                ty,
            ),
        };
    }
    if layout.uses_table {
        let table = TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 0,
            maximum: None,
            shared: false,
        };
        imports.import("env", FUNCTION_TABLE, table);
    }
    imports
}

/// The section `linking`.
fn linking(module: &WasmModule, layout: &Layout, symbols: &Symbols) -> Vec<u8> {
    let mut bytes = Vec::new();
    leb(&mut bytes, LINKING_VERSION);
    let mut subsection = |kind: u8, contents: &[u8]| {
        bytes.push(kind);
        leb(&mut bytes, contents.len() as u32);
        bytes.extend_from_slice(contents);
    };
    subsection(SYMBOL_TABLE, &symbols.finish());
    if !layout.data.is_empty() {
        let mut segments = Vec::new();
        leb(&mut segments, layout.data.len() as u32);
        for id in &layout.data {
            let object = &module.data[id];
            match module.extras.segment_names.get(id) {
                Some(name) => string(&mut segments, name),
                None => {
                    let kind = match (object.is_bss, object.writable) {
                        (true, _) => ".bss",
                        (false, true) => ".data",
                        (false, false) => ".rodata",
                    };
                    let name = module.declarations.get_data_decl(*id).linkage_name(*id);
                    // A local name starts with a dot already.
                    let dot = if name.starts_with('.') { "" } else { "." };
                    string(&mut segments, &format!("{kind}{dot}{name}"));
                }
            }
            leb(&mut segments, object.align);
            leb(&mut segments, 0);
        }
        subsection(SEGMENT_INFO, &segments);
    }
    if !module.extras.init_functions.is_empty() {
        let mut functions = Vec::new();
        leb(&mut functions, module.extras.init_functions.len() as u32);
        for &(priority, id) in &module.extras.init_functions {
            leb(&mut functions, priority);
            leb(&mut functions, symbols.get(Target::Func(id)).unwrap_or(0));
        }
        subsection(INIT_FUNCS, &functions);
    }
    bytes
}

/// Who made the file, and for which features.
fn trailer(file: &mut Module, module: &WasmModule) {
    let processed_by = &module.options.processed_by;
    if !processed_by.is_empty() {
        let mut bytes = vec![1];
        string(&mut bytes, "processed-by");
        leb(&mut bytes, processed_by.len() as u32);
        for (name, version) in processed_by {
            string(&mut bytes, name);
            string(&mut bytes, version);
        }
        custom(file, "producers", &bytes);
    }
    let features = &module.options.target_features;
    if !features.is_empty() {
        let mut bytes = Vec::new();
        leb(&mut bytes, features.len() as u32);
        for name in features {
            bytes.push(b'+');
            string(&mut bytes, name);
        }
        custom(file, "target_features", &bytes);
    }
}
