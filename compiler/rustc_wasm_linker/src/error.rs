//! Everything that can be wrong with a link, and how it is said. It does not know how problems are
//! found, nor how a compiler shows them.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why there is no output: one problem or more, each with a line of its own or several.
#[derive(Debug)]
pub struct Error {
    problems: Vec<Problem>,
    omitted: usize,
}

impl Error {
    /// Several problems, of which at most `limit` are shown; zero shows all.
    pub(crate) fn several(mut problems: Vec<Problem>, limit: usize) -> Error {
        let shown = if limit == 0 { problems.len() } else { limit };
        let omitted = problems.len().saturating_sub(shown);
        problems.truncate(shown);
        Error { problems, omitted }
    }

    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Error {
        Error { problems: vec![problem], omitted: 0 }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, problem) in self.problems.iter().enumerate() {
            if position > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
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
pub enum Problem {
    /// The command line has an option that no version of `wasm-ld` has, or that we lack.
    UnknownOption(String),
    /// An option came without its value, or with one that it does not take.
    OptionValue { option: String, expected: &'static str },
    /// Something that `wasm-ld` does and this linker does not.
    Unsupported { what: String, instead: &'static str },
    /// No object is named on the command line.
    NoInput,
    /// A file of the command line could not be read.
    Read { path: PathBuf, error: io::Error },
    /// The output could not be written.
    Write { path: PathBuf, error: io::Error },
    /// No folder of `-L` has the library.
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
    /// Sizes on the command line and of the program do not fit together.
    Memory(String),
    /// A section or an index space would be larger than the format allows.
    TooLarge(&'static str),
    /// Warnings, which `--fatal-warnings` makes errors.
    FatalWarnings(Vec<Warning>),
    /// A fault of this crate.
    Internal(&'static str),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::UnknownOption(option) => write!(f, "unknown linker option `{option}`"),
            Problem::OptionValue { option, expected } => {
                write!(f, "linker option `{option}` needs {expected}")
            }
            Problem::Unsupported { what, instead } => {
                write!(f, "{what} is not supported by this linker: {instead}")
            }
            Problem::NoInput => write!(f, "no input files: name an object file or an archive"),
            Problem::Read { path, error } => {
                write!(f, "cannot read `{}`: {error}", path.display())
            }
            Problem::Write { path, error } => {
                write!(f, "cannot write `{}`: {error}", path.display())
            }
            Problem::LibraryNotFound(name) => {
                write!(f, "cannot find library `{name}`: no folder given with `-L` has it")
            }
            Problem::NotWasm { file, found } => {
                write!(f, "`{file}` is {found}, not a WebAssembly object or archive")
            }
            Problem::Version { file, version } => {
                write!(f, "`{file}` has version {version} of the WebAssembly format, not 1")
            }
            Problem::NotRelocatable { file } => write!(
                f,
                "`{file}` is a module without a `linking` section: compile it to an object file"
            ),
            Problem::Malformed { file, offset, message } => {
                write!(f, "`{file}` is malformed at byte {offset:#x}: {message}; build it again")
            }
            Problem::Memory64 { file } => {
                write!(f, "`{file}` is for 64-bit memories: compile it for wasm32")
            }
            Problem::Duplicate { symbol, first, second } => {
                write!(f, "symbol `{symbol}` is defined twice\n  in {first}\n  in {second}")
            }
            Problem::Undefined { symbol, uses, more } => {
                write!(f, "undefined symbol `{symbol}`")?;
                for Use { file, place } in uses {
                    write!(f, "\n  used by {place} in {file}")?;
                }
                if *more > 0 {
                    write!(f, "\n  and {more} more times")?;
                }
                Ok(())
            }
            Problem::KindMismatch { symbol, first, second } => write!(
                f,
                "symbol `{symbol}` has two kinds\n  {} in {}\n  {} in {}",
                first.1, first.0, second.1, second.0
            ),
            Problem::TypeMismatch { symbol, first, second } => write!(
                f,
                "symbol `{symbol}` has two types, and it is unclear which is right\n  {} in {}\n  {} in {}",
                first.1, first.0, second.1, second.0
            ),
            Problem::ImportMismatch { symbol, first, second } => write!(
                f,
                "symbol `{symbol}` is imported as two things\n  {} in {}\n  {} in {}",
                first.1, first.0, second.1, second.0
            ),
            Problem::ExportNotFound(symbol) => {
                write!(f, "symbol `{symbol}`, which `--export` names, is not defined")
            }
            Problem::ExportTwice(name) => {
                write!(f, "two things would be exported as `{name}`: rename one of them")
            }
            Problem::EntryNotFound(symbol) => write!(
                f,
                "entry point `{symbol}` is not defined: pass `--no-entry` for a module without one"
            ),
            Problem::ConstructorParameters { symbol, file } => {
                write!(f, "constructor `{symbol}` in {file} takes parameters, which it may not")
            }
            Problem::Feature { feature, user, refuser } => write!(
                f,
                "target feature `{feature}` is used by {user} and is not allowed by {refuser}: \
                 compile both with the same features, or pass `--no-check-features`"
            ),
            Problem::Memory(message) => write!(f, "{message}"),
            Problem::TooLarge(what) => write!(f, "{what} would be larger than 4 GiB"),
            Problem::FatalWarnings(warnings) => {
                for (position, warning) in warnings.iter().enumerate() {
                    if position > 0 {
                        writeln!(f)?;
                    }
                    write!(f, "{warning}")?;
                }
                write!(f, "\nwarnings are errors because of `--fatal-warnings`")
            }
            Problem::Internal(what) => write!(f, "fault in the linker: {what}; please report it"),
        }
    }
}

/// Something odd that is no error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// A call passes other types than the function takes. The call traps when it is made.
    SignatureMismatch { symbol: String, used: (String, String), defined: (String, String) },
    /// A name is not defined, and `--warn-unresolved-symbols` lets that pass.
    Undefined { symbol: String, uses: Vec<Use> },
}

impl Warning {
    /// Sorts warnings by kind; within a kind they stay as found.
    pub(crate) fn rank(&self) -> u8 {
        match self {
            Warning::SignatureMismatch { .. } => 0,
            Warning::Undefined { .. } => 1,
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
        }
    }
}
