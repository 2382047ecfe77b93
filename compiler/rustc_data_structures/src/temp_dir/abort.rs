//! The temporary directories that are there now. Where nothing unwinds, as on WASI, nothing is dropped
//! either when the process ends because of an error, and they are removed from this list instead. Does
//! not know when that is.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

thread_local! {
    static DIRECTORIES: RefCell<Vec<PathBuf>> = const { RefCell::new(Vec::new()) };
}

/// Notes a directory that is to be removed.
pub(super) fn note(directory: &Path) {
    DIRECTORIES.with_borrow_mut(|directories| directories.push(directory.to_owned()));
}

/// Forgets a directory that has been dropped.
pub(super) fn forget(directory: &Path) {
    DIRECTORIES.with_borrow_mut(|directories| directories.retain(|other| other != directory));
}

/// Removes what is there. What cannot be removed stays, as when it is dropped.
pub fn remove_all() {
    for directory in DIRECTORIES.take() {
        let _ = fs::remove_dir_all(directory);
    }
}
