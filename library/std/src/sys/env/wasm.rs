//! Environment variables of a WebAssembly module whose host knows them one by one: see `sys::outside`. What such a
//! module sets is kept here, as the host's environment is not its own. All other modules have what the target has.

pub use super::common::Env;
#[cfg(not(target_os = "wasi"))]
use super::unsupported as target;
#[cfg(target_os = "wasi")]
use super::wasi as target;
use crate::collections::BTreeMap;
use crate::ffi::{OsStr, OsString};
use crate::io;
use crate::sync::{Mutex, MutexGuard, PoisonError};
use crate::sys::outside;

/// What was set, or removed.
static CHANGES: Mutex<BTreeMap<OsString, Option<OsString>>> = Mutex::new(BTreeMap::new());

fn changes() -> MutexGuard<'static, BTreeMap<OsString, Option<OsString>>> {
    CHANGES.lock().unwrap_or_else(PoisonError::into_inner)
}

pub fn env() -> Env {
    let Some(handlers) = outside::handlers() else { return Env::new(target::env().collect()) };
    let vars = (handlers.env_vars)().into_iter();
    let mut vars: BTreeMap<OsString, OsString> =
        vars.map(|(name, value)| (outside::os_string(name), outside::os_string(value))).collect();
    for (name, value) in &*changes() {
        match value {
            Some(value) => drop(vars.insert(name.clone(), value.clone())),
            None => drop(vars.remove(name)),
        }
    }
    Env::new(vars.into_iter().collect())
}

pub fn getenv(name: &OsStr) -> Option<OsString> {
    let Some(handlers) = outside::handlers() else { return target::getenv(name) };
    if let Some(change) = changes().get(name) {
        return change.clone();
    }
    (handlers.env_var)(name.as_encoded_bytes()).map(outside::os_string)
}

pub unsafe fn setenv(name: &OsStr, value: &OsStr) -> io::Result<()> {
    if outside::handlers().is_none() {
        // SAFETY: as the caller promises.
        return unsafe { target::setenv(name, value) };
    }
    check_name(name)?;
    if value.as_encoded_bytes().contains(&0) {
        return Err(io::const_error!(io::ErrorKind::InvalidInput, "the value contains a zero byte"));
    }
    changes().insert(name.to_owned(), Some(value.to_owned()));
    Ok(())
}

pub unsafe fn unsetenv(name: &OsStr) -> io::Result<()> {
    if outside::handlers().is_none() {
        // SAFETY: as the caller promises.
        return unsafe { target::unsetenv(name) };
    }
    check_name(name)?;
    changes().insert(name.to_owned(), None);
    Ok(())
}

fn check_name(name: &OsStr) -> io::Result<()> {
    let name = name.as_encoded_bytes();
    if name.is_empty() || name.contains(&b'=') || name.contains(&0) {
        return Err(io::const_error!(io::ErrorKind::InvalidInput, "not a valid name of a variable"));
    }
    Ok(())
}
