//! Locks on WASI, which has none. They hold between the parts of one compiler; that two compilers do
//! not work in one directory at the same time is up to whoever starts them.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

static HELD: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
}

impl Lock {
    /// There is nobody who could give a lock back while this waits for it, so that it never waits.
    pub fn new(path: &Path, _wait: bool, create: bool, _exclusive: bool) -> io::Result<Lock> {
        // The file has to be there, as elsewhere: rustc looks for it, and removes it.
        OpenOptions::new().read(true).write(true).create(create).open(path)?;
        if held().insert(path.to_owned()) {
            Ok(Lock { path: path.to_owned() })
        } else {
            Err(io::ErrorKind::WouldBlock.into())
        }
    }

    pub fn error_unsupported(_err: &io::Error) -> bool {
        false
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        held().remove(&self.path);
    }
}

fn held() -> std::sync::MutexGuard<'static, BTreeSet<PathBuf>> {
    HELD.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
