//! What a WebAssembly module can see of the outside if somebody knows its host: the `proc_macro` crate does, for macros.
//! It also wants to know what a macro failed to do because no module can do it, since the macro need not tell. In other
//! modules none of this changes anything. Does not know who the host is.

// WASI says itself what it refuses of files and time.
#![cfg_attr(target_os = "wasi", allow(dead_code))]

use crate::ffi::{OsStr, OsString};
use crate::io;
use crate::net::ToSocketAddrs;
use crate::path::{Path, PathBuf};
use crate::sync::OnceLock;
use crate::sync::atomic::AtomicBool;
use crate::sync::atomic::Ordering::Relaxed;

/// What somebody who knows the host does. Texts are encoded as `OsStr` is on this target, as any bytes.
#[derive(Debug)]
#[unstable(feature = "wasm_proc_macro_internals", issue = "none")]
pub struct Handlers {
    /// The value of an environment variable.
    pub env_var: fn(name: &[u8]) -> Option<Vec<u8>>,
    /// All environment variables.
    pub env_vars: fn() -> Vec<(Vec<u8>, Vec<u8>)>,
    /// The path of the current directory.
    pub current_dir: fn() -> Option<Vec<u8>>,
    /// Called before something fails that no module can do. The number says what it is.
    pub refused: fn(kind: u32, what: &[u8]),
}

static HANDLERS: OnceLock<Handlers> = OnceLock::new();

/// Sets what is done from now on. Only the first call counts.
#[unstable(feature = "wasm_proc_macro_internals", issue = "none")]
pub fn set_wasm_outside(handlers: Handlers) {
    let _ = HANDLERS.set(handlers);
}

pub fn handlers() -> Option<&'static Handlers> {
    HANDLERS.get()
}

pub fn os_string(bytes: Vec<u8>) -> OsString {
    // SAFETY: on WebAssembly all bytes are valid.
    unsafe { OsString::from_encoded_bytes_unchecked(bytes) }
}

/// Whether the current directory is no longer the one that the host has.
static HAS_LEFT: AtomicBool = AtomicBool::new(false);

/// The current directory, if there is a host that has one and the module has not gone elsewhere.
pub fn current_dir() -> Option<PathBuf> {
    if HAS_LEFT.load(Relaxed) {
        return None;
    }
    (handlers()?.current_dir)().map(|path| PathBuf::from(os_string(path)))
}

/// Notes that the module has gone to another directory.
#[cfg(target_os = "wasi")]
pub fn leave_current_dir() {
    HAS_LEFT.store(true, Relaxed);
}

fn note(kind: u32, what: &OsStr) {
    if let Some(handlers) = handlers() {
        (handlers.refused)(kind, what.as_encoded_bytes());
    }
}

// What is called before something fails. The numbers are those of the import `refused` in the ABI of modules.

/// A file is not read.
pub fn read(path: &Path) {
    note(0, path.as_os_str());
}

/// A file is not written.
pub fn write(path: &Path) {
    note(1, path.as_os_str());
}

/// A program is not run.
pub fn run(program: &OsStr) {
    note(2, program);
}

/// The network is not used, at an address that has to be a valid one.
pub fn network(addr: impl ToSocketAddrs) -> io::Result<()> {
    let addr = addr.to_socket_addrs()?.next();
    let addr = addr.map_or_else(String::new, |addr| addr.to_string());
    note(3, OsStr::new(&addr));
    Ok(())
}

/// The address of a host is not found out.
pub fn lookup(host: &str) {
    note(3, OsStr::new(host));
}

/// There is no time.
pub fn no_time() {
    note(4, OsStr::new(""));
}

/// A thread is not started.
pub fn no_thread() {
    note(5, OsStr::new(""));
}
