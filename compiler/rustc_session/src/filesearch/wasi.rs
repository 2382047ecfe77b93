//! Where the sysroot of a compiler is that runs as a WebAssembly module on WASI. Does not know what a
//! sysroot is for.

use std::env;
use std::path::{Path, PathBuf};

/// The sysroot that the module lies in, as far as can be known: a runtime need not tell where the
/// module comes from, and most only give the name of its file. So directories that are likely are tried,
/// and the working directory is what remains.
pub(super) fn default_sysroot() -> PathBuf {
    let beside_module = env::args_os().next().and_then(|module| {
        // `SYSROOT/bin/rustc.wasm`
        Some(Path::new(&module).parent()?.parent()?.to_owned())
    });
    let likely = ["dist", ".", "/dist", "/"].map(PathBuf::from);
    beside_module
        .into_iter()
        .chain(likely)
        .find(|sysroot| sysroot.join("lib").join("rustlib").is_dir())
        .unwrap_or_else(|| PathBuf::from("."))
}
