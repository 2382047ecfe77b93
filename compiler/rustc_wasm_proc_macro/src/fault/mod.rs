//! What an expansion ended in when not in a token stream: the errors, in words for the person who
//! reads the compiler's output. Knows neither how they come about nor how they are shown.

mod trace;
mod wire;

use std::fmt;
use std::path::PathBuf;

use crate::limits::LimitReached;

pub(crate) use trace::printable;
pub use trace::{Frame, Trace};
pub use wire::WireError;

/// What an expansion ended in when not in a token stream.
#[derive(Debug)]
pub enum ExpandError {
    /// The macro panicked.
    Panic(Panic),
    /// The module did something that no working macro does.
    Fault(Box<Fault>),
}

impl ExpandError {
    /// Where in the module it happened, as far as that is known.
    pub fn trace(&self) -> &Trace {
        match self {
            ExpandError::Panic(panic) => &panic.trace,
            ExpandError::Fault(fault) => &fault.trace,
        }
    }
}

/// A panic of a macro, in its own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panic {
    /// `None` if the payload is not a string.
    pub message: Option<String>,
    /// `FILE:LINE:COLUMN` in the macro's source, as the macro's compiler named it.
    pub place: String,
    /// The calls that led to it, if they were asked for: see [`crate::Options::backtrace`].
    pub trace: Trace,
}

/// A fault of a module, with whose it is and where it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Name of the crate, if the module has one.
    pub krate: Option<String>,
    /// Name of the macro.
    pub name: String,
    pub kind: FaultKind,
    /// Empty if it is not known where it happened.
    pub trace: Trace,
    /// What options call the crate, if it has limits of its own.
    pub limited: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The module cannot be run at all.
    Instantiation(String),
    /// A trap, in the words of the WebAssembly specification.
    Trap(String),
    /// The module used more than it may.
    Limit(LimitReached),
    /// The module ended itself with an exit code.
    Exit(i32),
    /// A request that makes no sense.
    Request { method: Option<&'static str>, error: WireError },
    /// A request, or the room for its reply, that is not inside the module's memory.
    OutOfMemory { what: &'static str, ptr: u32, len: u32 },
    /// A request of a module that does not export its memory.
    NoMemory,
    /// The result is not a token stream of this expansion.
    Result(WireError),
    /// It is not what was stored of the module, in this directory, as the beginning of this expansion.
    Stored(PathBuf),
}

impl Fault {
    /// What to do about it, if that is not to repair the macro.
    pub fn help(&self) -> Option<String> {
        match &self.kind {
            FaultKind::Limit(limit) => Some(limit.help(self.limited.as_deref())),
            _ => None,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        if let Some(frame) = self.trace.innermost() {
            write!(f, ", {frame}")?;
        }
        write!(f, " (macro `{}`", self.name)?;
        if let Some(krate) = &self.krate {
            write!(f, " of the crate `{krate}`")?;
        }
        write!(f, ")")?;
        match self.help() {
            Some(help) => write!(f, "; {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Fault {}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FaultKind::Instantiation(message) => write!(f, "the module cannot be run: {message}"),
            FaultKind::Trap(message) => write!(f, "the module trapped: {message}"),
            FaultKind::Limit(limit) => write!(f, "{limit}"),
            FaultKind::Exit(code) => write!(f, "the module exited with code {code}"),
            FaultKind::Request { method: Some(method), error } => {
                write!(f, "the module made an invalid `{method}` request: {error}")
            }
            FaultKind::Request { method: None, error } => {
                write!(f, "the module made an invalid request: {error}")
            }
            FaultKind::OutOfMemory { what, ptr, len } => {
                write!(f, "the module's {what} at {ptr:#x}, length {len}, is not in its memory")
            }
            FaultKind::NoMemory => {
                write!(f, "the module made a request, but does not export its memory")
            }
            FaultKind::Result(error) => write!(f, "the module returned an invalid result: {error}"),
            FaultKind::Stored(path) => write!(
                f,
                "the module does not do what `{}` says of it, which has been removed from there",
                path.display()
            ),
        }
    }
}
