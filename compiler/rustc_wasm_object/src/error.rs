//! What can go wrong between a Cranelift function and an object.

use std::fmt;

use cranelift_module::ModuleError;

/// A function or a datum that cannot be written as WebAssembly.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// An instruction has no translation. The text is the instruction as Cranelift prints it.
    Unsupported { function: String, inst: String },
    /// The function is larger than engines accept.
    Limit { function: String, what: &'static str, limit: usize, found: usize },
    /// One name is declared with different WebAssembly types.
    Signature { name: String },
    /// A type has no form in a signature.
    Type { ty: String },
    /// A data object is described in a way that an object file cannot express.
    Data { name: String, what: &'static str },
    /// A fault of this crate: the translation contradicts itself.
    Internal { function: String, what: &'static str },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Unsupported { function, inst } => {
                write!(
                    f,
                    "`{function}` has an instruction that cannot be written as WebAssembly: `{inst}`"
                )
            }
            Error::Limit { function, what, limit, found } => {
                write!(f, "`{function}` has {found} {what}, and WebAssembly engines accept {limit}")
            }
            Error::Signature { name } => {
                write!(
                    f,
                    "`{name}` is a function of the runtime, and is declared with another type"
                )
            }
            Error::Type { ty } => {
                write!(f, "type `{ty}` cannot be passed to or from a function in WebAssembly")
            }
            Error::Data { name, what } => write!(f, "data object `{name}` {what}"),
            Error::Internal { function, what } => {
                write!(f, "internal error in the translation of `{function}`: {what}")
            }
        }
    }
}

impl std::error::Error for Error {}

impl From<Error> for ModuleError {
    fn from(error: Error) -> Self {
        ModuleError::Backend(anyhow::Error::new(error))
    }
}
