//! Reads a module before anything of it runs: finds its macros and refuses what cannot work, so that
//! the answer to "what is this file?" does not need an engine.

mod problems;
mod watt;

use std::collections::BTreeMap;
use std::fmt;

use wasmparser::{
    CompositeInnerType, Encoding, ExternalKind, FuncType, Parser, Payload, TypeRef, ValType,
};

use crate::abi;
use crate::decls::{self, DeclError, Decls, MacroDecl, MacroKind};
use crate::limits::{LimitReached, Limits};
use crate::list::MacroList;
use crate::watt::Version;

pub use watt::Candidate;

/// The only version of core modules there is, as in their header.
const VERSION: u16 = 1;

/// How many parameters and results a function may have. What is large is passed by reference;
/// checking a branch takes the engine time for each result, and a call for each parameter.
const MAX_PARAMS: usize = 100;
const MAX_RESULTS: usize = 16;

/// How many globals, tables and memories a module may have. rustc's have 3, 1 and 1.
const MAX_GLOBALS: u32 = 10_000;
const MAX_TABLES: u32 = 16;
const MAX_MEMORIES: u32 = 1;

/// How many forbidden imports are named, and how many of other things.
const SHOWN: usize = 8;

/// A module that has been read: its macros, and the bytes to run them from.
pub struct Module {
    bytes: Vec<u8>,
    abi: Abi,
    decls: Decls,
}

/// What a module and its host have agreed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abi {
    /// That of [`crate::abi`].
    Own,
    /// That of the crate `watt`.
    Watt(Version),
}

impl Abi {
    /// What a module was built for, be it one that can be used or not. `None` if that is unknown.
    pub fn of(bytes: &[u8]) -> Option<Abi> {
        let outline = Outline::read(bytes).ok()?;
        outline.abi(&decls::parse(&outline.list).ok()?).ok()
    }
}

impl fmt::Display for Abi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Abi::Own => f.write_str(abi::IMPORT_MODULE),
            Abi::Watt(version) => write!(f, "{version}"),
        }
    }
}

/// Why a file is not a macro crate, in words for the person who named it.
#[derive(Debug)]
pub struct ModuleError(Box<ModuleErrorKind>);

#[derive(Debug)]
pub enum ModuleErrorKind {
    /// The file is larger than a module may be.
    TooLarge(LimitReached),
    /// There are more of something in the module than there may be.
    TooMany { what: &'static str, limit: usize, offset: usize },
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
    /// The module was built for a version of watt that is not known.
    UnsupportedWatt { found: String },
    /// The module was built for more than one ABI.
    SeveralAbis { found: Vec<String> },
    /// The module does not say which of its functions are macros, and neither does anybody else.
    NotListed { candidates: Vec<Candidate> },
    /// The module lists its macros, and so does the one who names it.
    ListedTwice,
    /// An export that modules for watt have is not there, or has the wrong type.
    NoExport { name: &'static str },
    /// An import has the wrong type.
    WrongImport { module: String, name: String },
    /// The module wants something that no macro may have.
    ForbiddenImports { imports: Vec<(String, String)> },
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
            ModuleErrorKind::TooLarge(_) => {
                "build it without debug information, or raise the limit with \
                 `--wasm-proc-macro-limit module-size=BYTES`"
            }
            ModuleErrorKind::TooMany { .. } => "no compiler makes such modules; build it again",
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
            | ModuleErrorKind::UnsupportedWatt { .. }
            | ModuleErrorKind::NoFunction { .. }
            | ModuleErrorKind::WrongType { .. } => "build the macro crate again with this compiler",
            ModuleErrorKind::SeveralAbis { .. } => "build it for one of them",
            ModuleErrorKind::NotListed { .. } => watt::HOW_TO_LIST,
            ModuleErrorKind::ListedTwice => "leave out what follows the path",
            ModuleErrorKind::NoExport { .. } | ModuleErrorKind::WrongImport { .. } => {
                "build it with the `proc-macro2` of a released version of `watt`"
            }
            ModuleErrorKind::ForbiddenImports { .. } => {
                "a macro module may import nothing but the `proc_macro` interface and a part of \
                 WASI; remove the dependency that needs the function"
            }
        }
    }
}

impl fmt::Display for ModuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            ModuleErrorKind::TooLarge(limit) => write!(f, "{limit}"),
            ModuleErrorKind::TooMany { what, limit, offset } => {
                write!(f, "the module has more than {limit} {what} (at offset {offset:#x})")
            }
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
            ModuleErrorKind::UnsupportedWatt { found } => {
                let [one, other] = Version::ALL;
                write!(f, "the module was built for the `{found}` ABI, but this compiler ")?;
                write!(f, "supports `{one}` and `{other}`")
            }
            ModuleErrorKind::SeveralAbis { found } => {
                write!(f, "the module was built for several ABIs:")?;
                write_some(f, found, |name| format!("`{name}`"))
            }
            ModuleErrorKind::NotListed { candidates } if candidates.is_empty() => {
                write!(f, "the module does not list its macros, nor export one")
            }
            ModuleErrorKind::NotListed { candidates } => {
                write!(f, "the module does not list its macros, which may be")?;
                write_some(f, candidates, Candidate::to_string)
            }
            ModuleErrorKind::ListedTwice => {
                write!(f, "the module lists its macros itself, so that nobody else can")
            }
            ModuleErrorKind::NoExport { name } => {
                write!(f, "the module exports no function `{name}` that takes an `i32` and ")?;
                write!(f, "returns one")
            }
            ModuleErrorKind::WrongImport { module, name } => {
                write!(f, "the module imports `{name}` from `{module}` with the wrong type")
            }
            ModuleErrorKind::ForbiddenImports { imports } => {
                write!(f, "the module imports")?;
                write_some(f, imports, |(module, name)| format!("`{name}` from `{module}`"))
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

/// Writes some, and how many there are more.
fn write_some<T>(
    f: &mut fmt::Formatter<'_>,
    items: &[T],
    show: impl Fn(&T) -> String,
) -> fmt::Result {
    for (number, item) in items.iter().take(SHOWN).enumerate() {
        let comma = if number == 0 { "" } else { "," };
        write!(f, "{comma} {}", show(item))?;
    }
    match items.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => write!(f, " and {more} more"),
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
    pub fn new(bytes: Vec<u8>, limits: &Limits) -> Result<Module, ModuleError> {
        Module::with_list(bytes, None, limits)
    }

    /// The same for a module without a macro list, which is given beside it.
    pub fn with_list(
        bytes: Vec<u8>,
        list: Option<&MacroList>,
        limits: &Limits,
    ) -> Result<Module, ModuleError> {
        let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        limits.check_module_size(len).map_err(ModuleErrorKind::TooLarge)?;
        let outline = Outline::read(&bytes)?;
        outline.check_imports()?;
        let mut decls = decls::parse(&outline.list)
            .map_err(|error| ModuleError::from(ModuleErrorKind::MacroList(error)))?;
        if let Some(list) = list {
            if !decls.macros.is_empty() {
                return Err(ModuleErrorKind::ListedTwice.into());
            }
            list.add_to(&mut decls);
        }
        let abi = outline.abi(&decls)?;
        if let Abi::Watt(version) = abi {
            outline.check_watt(version)?;
        }
        if decls.macros.is_empty() {
            return Err(outline.no_macros(abi));
        }
        for decl in &decls.macros {
            outline.check_function(abi, decl)?;
        }
        Ok(Module { bytes, abi, decls })
    }

    /// What the module and its host have agreed on.
    pub fn abi(&self) -> Abi {
        self.abi
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub fn decls(&self) -> &Decls {
        &self.decls
    }
}

struct Import {
    module: String,
    name: String,
    /// Index of a function's type; `None` for what is no function.
    function: Option<u32>,
}

/// What the checks need of a module.
#[derive(Default)]
struct Outline {
    types: Vec<Option<FuncType>>,
    /// Type indices, imported functions first.
    functions: Vec<u32>,
    imports: Vec<Import>,
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
                _ => {}
            }
        }
        Ok(outline)
    }

    /// The ABI comes first: what else is wrong with a module of another one does not matter.
    fn abi(&self, decls: &Decls) -> Result<Abi, ModuleError> {
        let unsupported = |found| Err(ModuleErrorKind::UnsupportedAbi { found }.into());
        if let Some(version) = self.watt_version(decls)? {
            return Ok(Abi::Watt(version));
        }
        match decls.abi_version {
            Some(abi::VERSION) => Ok(Abi::Own),
            Some(version) => {
                unsupported(format!("version {version} of the `{}` ABI", abi::IMPORT_MODULE))
            }
            None if decls.macros.is_empty() => Ok(Abi::Own),
            None => unsupported(format!("an unstated version of the `{}` ABI", abi::IMPORT_MODULE)),
        }
    }

    fn check_imports(&self) -> Result<(), ModuleError> {
        let is_known = |module: &str, name: &str| match module {
            abi::IMPORT_MODULE => {
                [abi::CALL, abi::TAKE_REPLY, abi::PRINT, abi::PANIC].contains(&name)
            }
            abi::WASI_MODULE => true,
            module => watt::is_known(module, name),
        };
        let unknown = self.imports.iter().filter(|import| !is_known(&import.module, &import.name));
        let unknown = unknown.map(|import| (import.module.clone(), import.name.clone()));
        let imports: Vec<_> = unknown.collect();
        if imports.is_empty() {
            return Ok(());
        }
        Err(ModuleErrorKind::ForbiddenImports { imports }.into())
    }

    fn check_function(&self, abi: Abi, decl: &MacroDecl) -> Result<(), ModuleError> {
        let (name, function) = (decl.name.clone(), decl.function.clone());
        let Some(&index) = self.exported_functions.get(&function) else {
            return Err(ModuleErrorKind::NoFunction { name, function }.into());
        };
        let expected_params = params(abi, &decl.kind);
        let ty = self.functions.get(index as usize);
        if ty.is_some_and(|&ty| self.is_type(ty, expected_params, 1)) {
            Ok(())
        } else {
            Err(ModuleErrorKind::WrongType { name, function, expected_params }.into())
        }
    }

    /// Whether a type is that of a function with so many `i32`.
    fn is_type(&self, ty: u32, params: usize, results: usize) -> bool {
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

/// Number of parameters of a macro's function.
fn params(abi: Abi, kind: &MacroKind) -> usize {
    match (abi, kind) {
        (Abi::Watt(_), kind) => watt::params(kind),
        (Abi::Own, MacroKind::Derive { .. } | MacroKind::Bang) => abi::UNARY_PARAMS,
        (Abi::Own, MacroKind::Attr) => abi::ATTRIBUTE_PARAMS,
    }
}
