//! Loading of dylibs where there are none, as on WASI: it says so, and what to do instead.

use std::path::Path;

use super::DylibError;

/// Fails.
///
/// # Safety
///
/// This is safe to call; the signature is that of the function it stands in for.
pub unsafe fn load_symbol_from_dylib<T: Copy>(
    path: &Path,
    _sym_name: &str,
) -> Result<T, DylibError> {
    let reason = ": a compiler on WASI loads no dylib; build the procedural macro for \
                  wasm32-unknown-unknown, and name the module with `--wasm-proc-macro`";
    Err(DylibError::DlOpen(path.display().to_string(), reason.to_owned()))
}
