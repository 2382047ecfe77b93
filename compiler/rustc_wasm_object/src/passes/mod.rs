//! What is done to Cranelift's IR before it becomes WebAssembly.

pub(crate) mod inline;
pub(crate) mod optimize;
pub(crate) mod promote;
