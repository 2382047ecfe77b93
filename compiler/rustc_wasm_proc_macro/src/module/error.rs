//! Why a file is not a macro crate, in words for the person who named it.

use std::fmt;

use crate::fault::printable;
use crate::limits::LimitReached;
use crate::module::decls::DeclError;
use crate::protocol::abi;
use crate::watt::Version;

/// How many forbidden imports are named, and how many of other things.
const SHOWN: usize = 8;

/// Help for who has a module without a list.
const HOW_TO_LIST: &str = "say which ones are, and how they are used, behind the path: \
     `--wasm-proc-macro 'NAME=PATH;derive:TRAIT:FUNCTION:ATTRIBUTE,ATTRIBUTE;attr:NAME:FUNCTION;\
     bang:NAME:FUNCTION'`";

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
    /// There is no macro list, or it says nothing.
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
    /// A macro's function is one that the module itself imports.
    ImportedFunction { name: String, function: String },
    /// A macro's function has the wrong type.
    WrongType { name: String, function: String, expected_params: usize },
}

/// A function that may be a macro, by its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub function: String,
    /// Whether it has the two inputs of an attribute, and not the one of other macros.
    pub is_attribute: bool,
}

impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_attribute { "an attribute" } else { "a derive or function-like" };
        write!(f, "`{}` ({kind} macro)", printable(&self.function))
    }
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
            | ModuleErrorKind::ImportedFunction { .. }
            | ModuleErrorKind::WrongType { .. } => "build the macro crate again with this compiler",
            ModuleErrorKind::SeveralAbis { .. } => "build it for one of them",
            ModuleErrorKind::NotListed { .. } => HOW_TO_LIST,
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
                write!(
                    f,
                    "the module has too many {what}, of which there may be {limit} (at offset {offset:#x})"
                )
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
                 versions {} to {} of the `{}` ABI",
                abi::OLDEST_VERSION,
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
            ModuleErrorKind::ImportedFunction { name, function } => write!(
                f,
                "the function `{function}` of the macro `{name}` is imported by the module, which must \
                 have one of its own",
            ),
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
