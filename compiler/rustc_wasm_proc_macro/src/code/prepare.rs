//! What of a module is compiled.

use crate::engine::wasmi::Wasmi;
use crate::engine::{Engine, wasmtime};
use crate::limits::Limits;

/// The bytes to compile for a module. An error if the module is one that the interpreter refuses.
pub fn prepare(module: &[u8], limits: &Limits) -> Result<Vec<u8>, String> {
    if let Some(error) = <Wasmi<()> as Engine<()>>::validate(module, limits) {
        return Err(error);
    }
    wasmtime::copy(module).ok_or_else(|| "it has what cannot be compiled".to_owned())
}
