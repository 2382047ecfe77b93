//! Compiled code of modules: the directory where it is kept, which of it can be trusted, and what a tool needs that
//! compiles. Compiled code is native code, so that it must be nobody else's who could have changed it.
//!
//! Nothing here compiles. A tool that does asks for the bytes to compile (`prepare`) and for wasmtime's
//! settings (`settings`), and gives the result to `CodeDir::write`.

#[cfg(feature = "compiled")]
mod dir;
#[cfg(feature = "compiled")]
mod file;
#[cfg(not(feature = "compiled"))]
mod none;
#[cfg(feature = "compiled")]
mod prepare;

#[cfg(feature = "compiled")]
pub use dir::{CodeDir, Entry};
#[cfg(feature = "compiled")]
pub use file::Trailer;
#[cfg(feature = "compiled")]
pub(crate) use file::TrustedCode;
#[cfg(not(feature = "compiled"))]
pub use none::CodeDir;
#[cfg(feature = "compiled")]
pub use prepare::prepare;

#[cfg(feature = "compiled")]
pub use crate::engine::wasmtime::settings;
