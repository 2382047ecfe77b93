//! Reads a module before anything of it runs: finds its macros and refuses what cannot work, so that
//! the answer to "what is this file?" does not need an engine.

mod problems;

use std::collections::BTreeMap;
use std::fmt;

use wasmparser::{
    CompositeInnerType, Encoding, ExternalKind, FuncType, Parser, Payload, TypeRef, ValType,
};

use crate::abi;
use crate::decls::{self, DeclError, Decls, MacroDecl, MacroKind};

/// The only version of core modules there is, as in their header.
const VERSION: u16 = 1;

/// A module that has been read: its macros, and the bytes to run them from.
pub struct Module {
    bytes: Vec<u8>,
    decls: Decls,
}

/// Why a file is not a macro crate, in words for the person who named it.
#[derive(Debug)]
pub struct ModuleError(Box<ModuleErrorKind>);

#[derive(Debug)]
pub enum ModuleErrorKind {
    /// The file does not start with the magic number.
    NotWasm,
    /// The file is a component of the component model.
    Component,
    /// The bytes are not a well-formed module.
    Malformed { offset: usize, message: String },
    /// There is no macro list, or there is nothing in it.
    NoMacros,
    /// The macro list is not understood.
    MacroList(DeclError),
    /// The module asks for another ABI than ours.
    UnsupportedAbi { found: String },
    /// The module wants something that no macro may have.
    ForbiddenImport { module: String, name: String },
    /// The macro list names a function that the module does not export as one.
    NoFunction { name: String, function: String },
    /// A macro's function has the wrong type.
    WrongType { name: String, function: String, expected_params: usize },
}

impl ModuleError {
    pub fn kind(&self) -> &ModuleErrorKind {
        &self.0
    }

    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match *self.0 {
            ModuleErrorKind::NotWasm | ModuleErrorKind::NoMacros => {
                "build a procedural macro crate with `--crate-type proc-macro \
                 --target wasm32-unknown-unknown`"
            }
            ModuleErrorKind::Component => {
                "name the core module the component was made from; components are not supported"
            }
            ModuleErrorKind::Malformed { .. } => "the file may be cut short; build it again",
            ModuleErrorKind::MacroList(_)
            | ModuleErrorKind::UnsupportedAbi { .. }
            | ModuleErrorKind::NoFunction { .. }
            | ModuleErrorKind::WrongType { .. } => "build the macro crate again with this compiler",
            ModuleErrorKind::ForbiddenImport { .. } => {
                "a macro module may import nothing but the `proc_macro` interface and a part of \
                 WASI; remove the dependency that needs the function"
            }
        }
    }
}

impl fmt::Display for ModuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            ModuleErrorKind::NotWasm => write!(f, "not a WebAssembly module"),
            ModuleErrorKind::Component => {
                write!(f, "a WebAssembly component, where a core module is expected")
            }
            ModuleErrorKind::Malformed { offset, message } => {
                write!(f, "malformed WebAssembly module: {message} (at offset {offset:#x})")
            }
            ModuleErrorKind::NoMacros => write!(f, "the module contains no procedural macros"),
            ModuleErrorKind::MacroList(error) => write!(f, "invalid macro list: {error}"),
            ModuleErrorKind::UnsupportedAbi { found } => write!(
                f,
                "the module was built for {found}, but this compiler supports \
                 version {} of the `{}` ABI",
                abi::VERSION,
                abi::IMPORT_MODULE,
            ),
            ModuleErrorKind::ForbiddenImport { module, name } => {
                write!(f, "the module imports `{name}` from `{module}`")
            }
            ModuleErrorKind::NoFunction { name, function } => {
                write!(f, "the module exports no function `{function}` for its macro `{name}`")
            }
            ModuleErrorKind::WrongType { name, function, expected_params } => write!(
                f,
                "the function `{function}` of the macro `{name}` does not take {expected_params} \
                 `i32` and return one",
            ),
        }
    }
}

impl std::error::Error for ModuleError {}

impl From<ModuleErrorKind> for ModuleError {
    fn from(kind: ModuleErrorKind) -> Self {
        ModuleError(Box::new(kind))
    }
}

impl From<wasmparser::BinaryReaderError> for ModuleError {
    fn from(error: wasmparser::BinaryReaderError) -> Self {
        let (offset, message) = (error.offset(), error.message().to_owned());
        ModuleErrorKind::Malformed { offset, message }.into()
    }
}

/// Whether `bytes` start like a WebAssembly file of any kind.
pub fn is_wasm(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\0asm")
}

impl Module {
    /// Reads a module. Function bodies are looked at when the module is first run.
    pub fn new(bytes: Vec<u8>) -> Result<Module, ModuleError> {
        let outline = Outline::read(&bytes)?;
        outline.check_imports()?;
        let decls = decls::parse(&outline.list)
            .map_err(|error| ModuleError::from(ModuleErrorKind::MacroList(error)))?;
        outline.check_abi(&decls)?;
        if decls.macros.is_empty() {
            return Err(ModuleErrorKind::NoMacros.into());
        }
        for decl in &decls.macros {
            outline.check_function(decl)?;
        }
        Ok(Module { bytes, decls })
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub fn decls(&self) -> &Decls {
        &self.decls
    }
}

/// What the checks need of a module.
#[derive(Default)]
struct Outline {
    types: Vec<Option<FuncType>>,
    /// Type indices, imported functions first.
    functions: Vec<u32>,
    imports: Vec<(String, String)>,
    exported_functions: BTreeMap<String, u32>,
    list: Vec<u8>,
}

impl Outline {
    fn read(bytes: &[u8]) -> Result<Outline, ModuleError> {
        if !is_wasm(bytes) {
            return Err(ModuleErrorKind::NotWasm.into());
        }
        let mut outline = Outline::default();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
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
                    for group in types {
                        for ty in group?.into_types() {
                            outline.types.push(match ty.composite_type.inner {
                                CompositeInnerType::Func(ty) => Some(ty),
                                _ => None,
                            });
                        }
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports {
                        let import = import?;
                        if let TypeRef::Func(ty) = import.ty {
                            outline.functions.push(ty);
                        }
                        outline.imports.push((import.module.to_owned(), import.name.to_owned()));
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
                Payload::CustomSection(section) if section.name() == abi::SECTION => {
                    outline.list.extend_from_slice(section.data());
                    outline.list.push(b'\n');
                }
                _ => {}
            }
        }
        Ok(outline)
    }

    /// The ABI comes first: what else is wrong with a module of another one does not matter.
    fn check_abi(&self, decls: &Decls) -> Result<(), ModuleError> {
        let unsupported = |found| Err(ModuleErrorKind::UnsupportedAbi { found }.into());
        if let Some((watt, _)) =
            self.imports.iter().find(|(m, _)| m.starts_with(abi::WATT_MODULE_PREFIX))
        {
            return unsupported(format!("the `{watt}` ABI"));
        }
        match decls.abi_version {
            Some(abi::VERSION) => Ok(()),
            Some(version) => {
                unsupported(format!("version {version} of the `{}` ABI", abi::IMPORT_MODULE))
            }
            None if decls.macros.is_empty() => Ok(()),
            None => unsupported(format!("an unstated version of the `{}` ABI", abi::IMPORT_MODULE)),
        }
    }

    fn check_imports(&self) -> Result<(), ModuleError> {
        let is_known = |module: &str| {
            module == abi::IMPORT_MODULE
                || module == abi::WASI_MODULE
                || module.starts_with(abi::WATT_MODULE_PREFIX)
        };
        match self.imports.iter().find(|(module, _)| !is_known(module)) {
            None => Ok(()),
            Some((module, name)) => {
                let (module, name) = (module.clone(), name.clone());
                Err(ModuleErrorKind::ForbiddenImport { module, name }.into())
            }
        }
    }

    fn check_function(&self, decl: &MacroDecl) -> Result<(), ModuleError> {
        let (name, function) = (decl.name.clone(), decl.function.clone());
        let Some(&index) = self.exported_functions.get(&function) else {
            return Err(ModuleErrorKind::NoFunction { name, function }.into());
        };
        let ty = self
            .functions
            .get(index as usize)
            .and_then(|&ty| self.types.get(ty as usize))
            .and_then(Option::as_ref);
        let expected_params = params(&decl.kind);
        let is_right = ty.is_some_and(|ty| {
            ty.params().len() == expected_params
                && ty.params().iter().all(|&ty| ty == ValType::I32)
                && ty.results() == [ValType::I32]
        });
        if is_right {
            Ok(())
        } else {
            Err(ModuleErrorKind::WrongType { name, function, expected_params }.into())
        }
    }
}

/// Number of parameters of a macro's function.
fn params(kind: &MacroKind) -> usize {
    match kind {
        MacroKind::Derive { .. } | MacroKind::Bang => abi::UNARY_PARAMS,
        MacroKind::Attr => abi::ATTRIBUTE_PARAMS,
    }
}
