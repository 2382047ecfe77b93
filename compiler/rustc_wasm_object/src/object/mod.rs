//! The file: sections in order, and relocations.
//!
//! The format is that of tool-conventions, Linking.md, as LLVM writes it.

pub(crate) mod data;
pub(crate) mod entry;
mod layout;
mod parts;
mod sections;
mod symbols;
pub(crate) mod variants;

use cranelift_module::FuncId;
use rustc_hash::FxHashMap;
use wasm_encoder::{
    CustomSection, DataCountSection, Encode, EntityType, ExportKind, ExportSection,
    FunctionSection, GlobalType, ImportSection, MemoryType, Module, ProducersField,
    ProducersSection, RawSection, RefType, SectionId, TableType, TypeSection, ValType,
};

use self::layout::Layout;
use self::sections::{code, data};
use self::symbols::{FUNCTION_TABLE, STACK_POINTER, Symbols};
use crate::code::abi;
use crate::code::op::{Target, Ty};
use crate::error::Error;

pub(crate) use self::parts::Parts;

/// The version of the section `linking`.
const LINKING_VERSION: u32 = 2;

// Subsections of `linking` that `wasm_encoder` does not have: Linking.md, "Linking Metadata Section".
const SEGMENT_INFO: u8 = 5;
const INIT_FUNCS: u8 = 6;

fn val_type(ty: Ty) -> ValType {
    match ty {
        Ty::I32 => ValType::I32,
        Ty::I64 => ValType::I64,
        Ty::F32 => ValType::F32,
        Ty::F64 => ValType::F64,
    }
}

/// Writes the object of a module.
pub(crate) fn write(mut module: Parts) -> Result<Vec<u8>, Error> {
    let layout = Layout::new(&module);
    let mut type_of = FxHashMap::default();
    for &id in layout.undefined.iter().chain(&layout.defined) {
        let ty = abi::lower(&module.declarations.get_function_decl(id).signature)?.0;
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
            section.encode(&mut bytes);
            relocs.count.encode(&mut bytes);
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

fn imports(module: &Parts, layout: &Layout, type_of: &FxHashMap<FuncId, u32>) -> ImportSection {
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
fn linking(module: &Parts, layout: &Layout, symbols: &Symbols) -> Vec<u8> {
    let mut bytes = Vec::new();
    LINKING_VERSION.encode(&mut bytes);
    symbols.table.encode(&mut bytes);
    let mut subsection = |kind: u8, contents: &[u8]| {
        bytes.push(kind);
        contents.encode(&mut bytes);
    };
    if !layout.data.is_empty() {
        let mut segments = Vec::new();
        layout.data.len().encode(&mut segments);
        for id in &layout.data {
            let object = &module.data[id];
            match module.extras.segment_names.get(id) {
                Some(name) => name.as_str().encode(&mut segments),
                None => {
                    let kind = match (object.is_bss, object.writable) {
                        (true, _) => ".bss",
                        (false, true) => ".data",
                        (false, false) => ".rodata",
                    };
                    let name = module.declarations.get_data_decl(*id).linkage_name(*id);
                    // A local name starts with a dot already.
                    let dot = if name.starts_with('.') { "" } else { "." };
                    format!("{kind}{dot}{name}").as_str().encode(&mut segments);
                }
            }
            object.align.encode(&mut segments);
            0u32.encode(&mut segments);
        }
        subsection(SEGMENT_INFO, &segments);
    }
    if !module.extras.init_functions.is_empty() {
        let mut functions = Vec::new();
        module.extras.init_functions.len().encode(&mut functions);
        for &(priority, id) in &module.extras.init_functions {
            priority.encode(&mut functions);
            symbols.get(Target::Func(id)).unwrap_or(0).encode(&mut functions);
        }
        subsection(INIT_FUNCS, &functions);
    }
    bytes
}

/// Who made the file, and for which features.
fn trailer(file: &mut Module, module: &Parts) {
    let processed_by = &module.options.processed_by;
    if !processed_by.is_empty() {
        let mut field = ProducersField::new();
        for (name, version) in processed_by {
            field.value(name, version);
        }
        file.section(ProducersSection::new().field("processed-by", &field));
    }
    let features = &module.options.target_features;
    if !features.is_empty() {
        let mut bytes = Vec::new();
        features.len().encode(&mut bytes);
        for name in features {
            bytes.push(b'+');
            name.as_str().encode(&mut bytes);
        }
        custom(file, "target_features", &bytes);
    }
}
