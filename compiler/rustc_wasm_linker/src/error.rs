//! Everything that can be wrong with a link, and how it is said. It does not know how errors are
//! found, nor how a compiler shows them.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why there is no output: one error or more, each with a line of its own or several.
#[derive(Debug)]
pub struct Error {
    errors: Vec<ErrorKind>,
    omitted: usize,
}

impl Error {
    /// Several errors, of which at most `limit` are shown; zero shows all.
    pub(crate) fn several(mut errors: Vec<ErrorKind>, limit: usize) -> Error {
        let shown = if limit == 0 { errors.len() } else { limit };
        let omitted = errors.len().saturating_sub(shown);
        errors.truncate(shown);
        Error { errors, omitted }
    }

    pub fn errors(&self) -> &[ErrorKind] {
        &self.errors
    }
}

impl From<ErrorKind> for Error {
    fn from(error: ErrorKind) -> Error {
        Error { errors: vec![error], omitted: 0 }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, error) in self.errors.iter().enumerate() {
            if position > 0 {
                writeln!(f)?;
            }
            write!(f, "{error}")?;
        }
        if self.omitted > 0 {
            let errors = if self.omitted == 1 { "error" } else { "errors" };
            let omitted = self.omitted;
            write!(f, "\n{omitted} more {errors}; pass `--error-limit=0` to see all")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// A use of a symbol: in which object, and in which of its functions or data segments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    pub file: String,
    pub place: String,
}

/// One thing that is wrong.
#[derive(Debug)]
pub enum ErrorKind {
    /// The command line has an option that no version of `wasm-ld` has, or that we lack.
    UnknownOption(String),
    /// An option came without its value, or with one that it does not take.
    OptionValue { option: String, expected: &'static str },
    /// An option's value is not among those that there are.
    OptionChoice { option: String, values: Vec<String> },
    /// Something that `wasm-ld` does and this linker does not.
    Unsupported { what: String, instead: &'static str },
    /// No object is named on the command line.
    NoInput,
    /// No output is named on the command line.
    NoOutput,
    /// A file of the command line could not be read.
    Read { path: PathBuf, error: io::Error },
    /// The output could not be written.
    Write { path: PathBuf, error: io::Error },
    /// No directory of `-L` has the library.
    LibraryNotFound(String),
    /// A file is neither an object nor an archive, and what it seems to be.
    NotWasm { file: String, found: &'static str },
    /// A file is a module of a version other than 1.
    Version { file: String, version: u32 },
    /// A module without what a linker needs.
    NotRelocatable { file: String },
    /// An object or an archive breaks its format.
    Malformed { file: String, offset: usize, message: String },
    /// An object is for 64-bit memories.
    Memory64 { file: String },
    /// Two strong definitions.
    Duplicate { symbol: String, first: String, second: String },
    /// A name that is used but nowhere defined; `more` counts uses that are not listed.
    Undefined { symbol: String, uses: Vec<Use>, more: usize },
    /// A name is a function here and data there.
    KindMismatch { symbol: String, first: (String, &'static str), second: (String, &'static str) },
    /// Uses disagree about a type, and there is no definition that could decide.
    TypeMismatch { symbol: String, first: (String, String), second: (String, String) },
    /// Uses disagree about the module or the name that is imported.
    ImportMismatch { symbol: String, first: (String, String), second: (String, String) },
    /// `--export` names what is not defined.
    ExportNotFound(String),
    /// Two things would be exported by one name.
    ExportTwice(String),
    /// The entry point is not defined.
    EntryNotFound(String),
    /// A function that is run at the start takes parameters.
    ConstructorParameters { symbol: String, file: String },
    /// An object needs a feature that another forbids, or that the command line does not list.
    Feature { feature: String, user: String, refuser: String },
    /// A mutable global is imported or exported, which only engines with a feature allow.
    MutableGlobal { symbol: String, what: &'static str },
    /// Code has the address of a symbol that whoever loads the module is to know.
    NotPic { symbol: String, place: Use },
    /// Sizes on the command line and of the program do not fit together.
    Memory(String),
    /// A section or an index space would be larger than the format allows.
    TooLarge(&'static str),
    /// Warnings, which `--fatal-warnings` makes errors.
    FatalWarnings(Vec<Warning>),
    /// A fault of this crate.
    Internal(&'static str),
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ErrorKind::UnknownOption(option) => write!(f, "unknown linker option `{option}`"),
            ErrorKind::OptionValue { option, expected } => {
                write!(f, "linker option `{option}` needs {expected}")
            }
            ErrorKind::OptionChoice { option, values } => {
                write!(f, "linker option `{option}` has to be one of `{}`", values.join("`, `"))
            }
            ErrorKind::Unsupported { what, instead } => {
                write!(f, "{what} is not supported by this linker: {instead}")
            }
            ErrorKind::NoInput => write!(f, "no input files: name an object file or an archive"),
            ErrorKind::NoOutput => write!(f, "no output file: name one with `-o`"),
            ErrorKind::Read { path, error } => {
                write!(f, "cannot read `{}`: {error}", path.display())
            }
            ErrorKind::Write { path, error } => {
                write!(f, "cannot write `{}`: {error}", path.display())
            }
            ErrorKind::LibraryNotFound(name) => {
                write!(f, "cannot find library `{name}`: no directory given with `-L` has it")
            }
            ErrorKind::NotWasm { file, found } => {
                write!(f, "`{file}` is {found}, not a WebAssembly object or archive")
            }
            ErrorKind::Version { file, version } => {
                write!(f, "`{file}` has version {version} of the WebAssembly format, not 1")
            }
            ErrorKind::NotRelocatable { file } => write!(
                f,
                "`{file}` is a module without a `linking` section: compile it to an object file"
            ),
            ErrorKind::Malformed { file, offset, message } => {
                write!(f, "`{file}` is malformed at byte {offset:#x}: {message}; build it again")
            }
            ErrorKind::Memory64 { file } => {
                write!(f, "`{file}` is for 64-bit memories: compile it for wasm32")
            }
            ErrorKind::Duplicate { symbol, first, second } => {
                write!(f, "symbol `{symbol}` is defined twice\n  in {first}\n  in {second}")
            }
            ErrorKind::Undefined { symbol, uses, more } => {
                write!(f, "undefined symbol `{symbol}`")?;
                for Use { file, place } in uses {
                    write!(f, "\n  used by {place} in {file}")?;
                }
                if *more > 0 {
                    write!(f, "\n  and {more} more times")?;
                }
                Ok(())
            }
            ErrorKind::KindMismatch { symbol, first, second } => write!(
                f,
                "symbol `{symbol}` has two kinds\n  {} in {}\n  {} in {}",
                first.1, first.0, second.1, second.0
            ),
            ErrorKind::TypeMismatch { symbol, first, second } => write!(
                f,
                "symbol `{symbol}` has two types, and it is unclear which is right\n  {} in {}\n  {} in {}",
                first.1, first.0, second.1, second.0
            ),
            ErrorKind::ImportMismatch { symbol, first, second } => write!(
                f,
                "symbol `{symbol}` is imported as two things\n  {} in {}\n  {} in {}",
                first.1, first.0, second.1, second.0
            ),
            ErrorKind::ExportNotFound(symbol) => {
                write!(f, "symbol `{symbol}`, which `--export` names, is not defined")
            }
            ErrorKind::ExportTwice(name) => {
                write!(f, "two things would be exported as `{name}`: rename one of them")
            }
            ErrorKind::EntryNotFound(symbol) => write!(
                f,
                "entry point `{symbol}` is not defined: pass `--no-entry` for a module without one"
            ),
            ErrorKind::ConstructorParameters { symbol, file } => {
                write!(f, "constructor `{symbol}` in {file} takes parameters, which it may not")
            }
            ErrorKind::Feature { feature, user, refuser } => write!(
                f,
                "target feature `{feature}` is used by {user} and is not allowed by {refuser}: \
                 compile both with the same features, or pass `--no-check-features`"
            ),
            ErrorKind::MutableGlobal { symbol, what } => write!(
                f,
                "the mutable global `{symbol}` is {what}, and no object has the target feature \
                 `mutable-globals`: compile them with it, or pass `--no-check-features`"
            ),
            ErrorKind::NotPic { symbol, place: Use { file, place } } => write!(
                f,
                "{place} in {file} has the address of `{symbol}`, which is only known when the module is \
                 loaded: compile it as position independent code"
            ),
            ErrorKind::Memory(message) => write!(f, "{message}"),
            ErrorKind::TooLarge(what) => write!(f, "{what} would be larger than 4 GiB"),
            ErrorKind::FatalWarnings(warnings) => {
                for (position, warning) in warnings.iter().enumerate() {
                    if position > 0 {
                        writeln!(f)?;
                    }
                    write!(f, "{warning}")?;
                }
                write!(f, "\nwarnings are errors because of `--fatal-warnings`")
            }
            ErrorKind::Internal(what) => write!(f, "fault in the linker: {what}; please report it"),
        }
    }
}

/// Something odd that is not an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// A call passes other types than the function takes. The call traps when it is made.
    SignatureMismatch { symbol: String, used: (String, String), defined: (String, String) },
    /// A name is not defined, and `--warn-unresolved-symbols` lets that pass.
    Undefined { symbol: String, uses: Vec<Use> },
    /// An option has no effect, or one that may change.
    Option(&'static str),
    /// A value of `-z` that only other linkers know.
    Extension(String),
    /// `--export` names what is not defined, and `--warn-unresolved-symbols` lets that pass.
    ExportNotFound(String),
}

impl Warning {
    /// Sorts warnings by kind; within a kind they stay as found.
    pub(crate) fn rank(&self) -> u8 {
        match self {
            Warning::SignatureMismatch { .. } => 0,
            Warning::Undefined { .. } | Warning::ExportNotFound(_) => 1,
            Warning::Option(_) | Warning::Extension(_) => 2,
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::SignatureMismatch { symbol, used, defined } => write!(
                f,
                "function signature mismatch for `{symbol}`: calls by the wrong one will trap\n  \
                 used as {} in {}\n  defined as {} in {}",
                used.1, used.0, defined.1, defined.0
            ),
            Warning::Undefined { symbol, uses } => {
                write!(f, "undefined symbol `{symbol}`")?;
                for Use { file, place } in uses {
                    write!(f, "\n  used by {place} in {file}")?;
                }
                Ok(())
            }
            Warning::Option(text) => write!(f, "{text}"),
            Warning::Extension(value) => {
                write!(f, "linker option `-z {value}` has no effect for WebAssembly")
            }
            Warning::ExportNotFound(symbol) => {
                write!(f, "symbol `{symbol}`, which `--export` names, is not defined")
            }
        }
    }
}
