//! What stands for the directory with compiled code where no such code is run.

use std::path::{Path, PathBuf};

/// A directory with compiled code, of which none is run: this crate was built without its feature `compiled`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeDir(PathBuf);

impl CodeDir {
    pub fn new(path: impl Into<PathBuf>) -> CodeDir {
        CodeDir(path.into())
    }

    /// There is none.
    pub fn default_path() -> Option<PathBuf> {
        None
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Nothing is looked at that the user could be warned of.
    pub fn take_warning(&self) -> Option<String> {
        None
    }
}
