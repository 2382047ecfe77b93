//! From Cranelift's IR to instructions of WebAssembly.

pub(crate) mod env;
pub(crate) mod flow;
mod frame;
mod inst;
mod moves;
mod pending;
pub(crate) mod values;
