//! The sections before code and data, which are small.

use wasm_encoder::{
    ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, FunctionSection,
    GlobalSection, ImportSection, MemorySection, MemoryType, Section, StartSection, TableSection,
    TagKind, TagSection, TagType, TypeSection,
};

use super::convert;
use crate::error::ErrorKind;
use crate::index::{ImportType, OutputGlobal};
use crate::output::Output;
use crate::program::GlobalInit;

impl Output<'_, '_> {
    pub(super) fn small_sections(&self) -> Result<Vec<u8>, ErrorKind> {
        let (program, index) = (self.program, self.index);
        let mut bytes = Vec::new();
        let mut types = TypeSection::new();
        for &ty in &index.types {
            types.ty().func_type(&convert::function(program.types.get(ty))?);
        }
        append(&mut bytes, &types, types.is_empty());
        let imports = self.imports()?;
        append(&mut bytes, &imports, imports.is_empty());
        let mut functions = FunctionSection::new();
        for &function in &index.functions {
            let ty = index.ty(program.functions[function].ty);
            functions.function(ty.ok_or(ErrorKind::Internal("a function's type has no number"))?);
        }
        append(&mut bytes, &functions, functions.is_empty());
        let mut tables = TableSection::new();
        for &table in &index.tables {
            tables.table(convert::table(table)?);
        }
        append(&mut bytes, &tables, tables.is_empty());
        let mut memories = MemorySection::new();
        if self.config.import_memory.is_none() {
            memories.memory(self.memory());
        }
        append(&mut bytes, &memories, memories.is_empty());
        let mut tags = TagSection::new();
        for &ty in &index.tags {
            tags.tag(tag(ty));
        }
        append(&mut bytes, &tags, tags.is_empty());
        let globals = self.globals()?;
        append(&mut bytes, &globals, globals.is_empty());
        let mut exports = ExportSection::new();
        if let Some(name) = &index.memory {
            exports.export(name, ExportKind::Memory, 0);
        }
        for export in &index.exports {
            exports.export(&export.name, export.kind, export.index);
        }
        append(&mut bytes, &exports, exports.is_empty());
        if let Some(function_index) = index.start {
            append(&mut bytes, &StartSection { function_index }, false);
        }
        let mut elements = ElementSection::new();
        if !index.elements.is_empty() {
            let table = program.indirect_table.and_then(|table| index.symbol_table(program, table));
            let table = table.ok_or(ErrorKind::Internal("the table of functions has no number"))?;
            let start = ConstExpr::i32_const(index.table_base as i32);
            let functions = Elements::Functions(index.elements.as_slice().into());
            // The short form, which all engines know, means table 0.
            elements.active((table != 0).then_some(table), &start, functions);
        }
        append(&mut bytes, &elements, elements.is_empty());
        Ok(bytes)
    }

    fn imports(&self) -> Result<ImportSection, ErrorKind> {
        let mut imports = ImportSection::new();
        if let Some((module, name)) = &self.config.import_memory {
            imports.import(module, name, self.memory());
        }
        for import in &self.index.imports {
            let ty = match import.ty {
                ImportType::Function(ty) => EntityType::Function(ty),
                ImportType::Global(ty) => EntityType::Global(convert::global(ty)?),
                ImportType::Table(ty) => EntityType::Table(convert::table(ty)?),
                ImportType::Tag(ty) => EntityType::Tag(tag(ty)),
            };
            imports.import(&import.module, &import.name, ty);
        }
        Ok(imports)
    }

    fn globals(&self) -> Result<GlobalSection, ErrorKind> {
        let mut globals = GlobalSection::new();
        for global in &self.index.globals {
            let (ty, value) = match global {
                OutputGlobal::Constant(_, value) => {
                    let ty = wasm_encoder::GlobalType {
                        val_type: wasm_encoder::ValType::I32,
                        mutable: false,
                        shared: false,
                    };
                    (ty, ConstExpr::i32_const(*value as i32))
                }
                OutputGlobal::Defined(id) => {
                    let global = &self.program.globals[*id];
                    let value = match global.init {
                        GlobalInit::Address(address) => {
                            ConstExpr::i32_const(self.layout.address(address) as i32)
                        }
                        GlobalInit::Expression(init) => {
                            // The encoder adds the `end` that the parser leaves in.
                            let init = init.strip_suffix(&[0x0b]).unwrap_or(init);
                            ConstExpr::raw(init.iter().copied())
                        }
                    };
                    (convert::global(global.ty)?, value)
                }
            };
            globals.global(ty, &value);
        }
        Ok(globals)
    }

    fn memory(&self) -> MemoryType {
        MemoryType {
            minimum: self.layout.pages,
            maximum: self.layout.max_pages,
            memory64: false,
            shared: false,
            page_size_log2: None,
        }
    }
}

fn tag(ty: u32) -> TagType {
    TagType { kind: TagKind::Exception, func_type_idx: ty }
}

fn append(bytes: &mut Vec<u8>, section: &impl Section, empty: bool) {
    if !empty {
        section.append_to(bytes);
    }
}
