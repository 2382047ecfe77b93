//! What is in a module's sections, as far as the checks need it. Refuses what engines read differently, and what
//! would take one too long.

use std::collections::BTreeMap;

use wasmparser::{
    Chunk, CompositeInnerType, Encoding, ExternalKind, FuncType, Parser, Payload, TypeRef, ValType,
};

use super::is_wasm;
use crate::module::error::{ModuleError, ModuleErrorKind};
use crate::protocol::abi;

/// The only version of core modules there is, as in their header.
const VERSION: u16 = 1;

/// Bytes of a digest.
const DIGEST: usize = 32;

/// How many parameters and results a function may have. What is large is passed by reference;
/// checking a branch takes the engine time for each result, and a call for each parameter.
const MAX_PARAMS: usize = 100;
const MAX_RESULTS: usize = 16;

/// How many globals, tables and memories a module may have. rustc's have 3, 1 and 1.
const MAX_GLOBALS: u32 = 10_000;
const MAX_TABLES: u32 = 16;
const MAX_MEMORIES: u32 = 1;

pub(super) struct Import {
    pub(super) module: String,
    pub(super) name: String,
    /// Index of a function's type; `None` for what is not a function.
    pub(super) function: Option<u32>,
}

/// What the checks need of a module.
#[derive(Default)]
pub(super) struct Outline {
    pub(super) types: Vec<Option<FuncType>>,
    /// Type indices, imported functions first.
    pub(super) functions: Vec<u32>,
    pub(super) imports: Vec<Import>,
    pub(super) exported_functions: BTreeMap<String, u32>,
    pub(super) list: Vec<u8>,
    /// What the module says its digest is.
    pub(super) claimed: Option<[u8; DIGEST]>,
}

impl Outline {
    pub(super) fn read(bytes: &[u8]) -> Result<Outline, ModuleError> {
        if !is_wasm(bytes) {
            return Err(ModuleErrorKind::NotWasm.into());
        }
        let mut outline = Outline::default();
        let mut parser = Parser::new(0);
        let mut rest = bytes;
        while let Chunk::Parsed { consumed, payload } = parser.parse(rest, true)? {
            rest = rest.get(consumed..).unwrap_or_default();
            match payload {
                // The engines go through the functions. They are most of a module, which for this need not be read.
                Payload::CodeSectionStart { size, range, .. } => {
                    let Some(behind) = rest.get(size as usize..) else {
                        let message = "unexpected end-of-file".to_owned();
                        return Err(
                            ModuleErrorKind::Malformed { offset: range.start, message }.into()
                        );
                    };
                    rest = behind;
                    parser.skip_section();
                }
                Payload::End(_) => break,
                Payload::Version { encoding: Encoding::Component, .. } => {
                    return Err(ModuleErrorKind::Component.into());
                }
                // The parser leaves these two to its validator.
                Payload::Version { num, range, .. } if num != VERSION => {
                    let (offset, message) =
                        (range.end.saturating_sub(4), format!("unknown version {num}"));
                    return Err(ModuleErrorKind::Malformed { offset, message }.into());
                }
                Payload::UnknownSection { id, range, .. } => {
                    let (offset, message) = (range.start, format!("unknown section {id}"));
                    return Err(ModuleErrorKind::Malformed { offset, message }.into());
                }
                Payload::TypeSection(types) => {
                    let offset = types.range().start;
                    for group in types {
                        for ty in group?.into_types() {
                            outline.types.push(match ty.composite_type.inner {
                                CompositeInnerType::Func(ty) => {
                                    check_type(&ty, offset)?;
                                    Some(ty)
                                }
                                _ => None,
                            });
                        }
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports {
                        let import = import?;
                        let function = match import.ty {
                            TypeRef::Func(ty) => Some(ty),
                            _ => None,
                        };
                        outline.functions.extend(function);
                        let (module, name) = (import.module.to_owned(), import.name.to_owned());
                        outline.imports.push(Import { module, name, function });
                    }
                }
                Payload::FunctionSection(functions) => {
                    for ty in functions {
                        outline.functions.push(ty?);
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            outline.exported_functions.insert(export.name.to_owned(), export.index);
                        }
                    }
                }
                Payload::GlobalSection(section) => {
                    check_count("globals", section.count(), MAX_GLOBALS, section.range().start)?;
                }
                Payload::TableSection(section) => {
                    check_count("tables", section.count(), MAX_TABLES, section.range().start)?;
                }
                Payload::MemorySection(section) => {
                    check_count("memories", section.count(), MAX_MEMORIES, section.range().start)?;
                }
                Payload::CustomSection(section) if section.name() == abi::SECTION => {
                    outline.list.extend_from_slice(section.data());
                    outline.list.push(b'\n');
                }
                Payload::CustomSection(section)
                    if section.name() == abi::DIGEST_SECTION && rest.is_empty() =>
                {
                    outline.claimed = section.data().try_into().ok();
                }
                _ => {}
            }
        }
        Ok(outline)
    }

    /// What [`Module::identity`](super::Module::identity) is, if `digest` is the digest of the module.
    pub(super) fn identity(&self, digest: impl FnOnce() -> [u8; DIGEST]) -> [u8; DIGEST] {
        let Some(claimed) = self.claimed else { return digest() };
        super::digest(&[&claimed[..], &self.list].concat())
    }

    /// Whether a function is one of those that the module imports, which come first.
    pub(super) fn is_imported(&self, index: u32) -> bool {
        let imported = self.imports.iter().filter(|import| import.function.is_some()).count();
        usize::try_from(index).is_ok_and(|index| index < imported)
    }

    /// Whether a type is that of a function with so many `i32`.
    pub(super) fn is_type(&self, ty: u32, params: usize, results: usize) -> bool {
        let is_i32 = |types: &[ValType]| types.iter().all(|&ty| ty == ValType::I32);
        self.types.get(ty as usize).and_then(Option::as_ref).is_some_and(|ty| {
            (ty.params().len(), ty.results().len()) == (params, results)
                && is_i32(ty.params())
                && is_i32(ty.results())
        })
    }
}

fn check_type(ty: &FuncType, offset: usize) -> Result<(), ModuleError> {
    let too_many = |what, limit| ModuleErrorKind::TooMany { what, limit, offset }.into();
    if ty.params().len() > MAX_PARAMS {
        return Err(too_many("parameters of a function", MAX_PARAMS));
    }
    if ty.results().len() > MAX_RESULTS {
        return Err(too_many("results of a function", MAX_RESULTS));
    }
    Ok(())
}

fn check_count(
    what: &'static str,
    count: u32,
    limit: u32,
    offset: usize,
) -> Result<(), ModuleError> {
    if count <= limit {
        return Ok(());
    }
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    Err(ModuleErrorKind::TooMany { what, limit, offset }.into())
}
