//! The directory with files of stored expansions: reading and replacing one, and removing what was used longest ago.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

use super::file;
use crate::private::{self, UNFINISHED, WRITING, is_before};

/// The longest file that is read, in bytes.
const MAX_LEN: u64 = 1 << 30;

const EXTENSION: &str = "expansions";

pub(super) struct Dir {
    path: PathBuf,
    /// How many bytes all files may have.
    max: u64,
    /// Whether the directory can be trusted.
    trusted: OnceLock<bool>,
}

impl Dir {
    pub(super) fn new(path: PathBuf, max: u64) -> Dir {
        Dir { path, max, trusted: OnceLock::new() }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The content of a file that only the user can have written.
    pub(super) fn read(&self, name: &str) -> Option<Vec<u8>> {
        if !self.is_trusted() {
            return None;
        }
        let mut file = File::open(self.path_of(name)).ok()?;
        let metadata = file.metadata().ok()?;
        // Of the file that is open, so that nobody can exchange it for another in between.
        if !metadata.is_file() || metadata.len() > MAX_LEN || !may_be_trusted(&metadata) {
            return None;
        }
        let mut content = Vec::with_capacity(usize::try_from(metadata.len()).ok()?);
        file.read_to_end(&mut content).ok()?;
        Some(content)
    }

    /// Replaces a file by another, and makes the directory if it is not there.
    pub(super) fn write(&self, name: &str, content: &[u8]) -> io::Result<()> {
        private::create_dir(&self.path)?;
        if !self.is_trusted() {
            return Err(io::Error::other("others may write there"));
        }
        private::replace(&self.path_of(name), content, false)
    }

    pub(super) fn remove(&self, name: &str) {
        // Who cannot remove it cannot read it either, or writes another one later.
        let _ = fs::remove_file(self.path_of(name));
    }

    /// Removes the files that were used longest ago until there is room for what is left, and what nobody has finished.
    /// The file of this name is the last to go.
    pub(super) fn prune(&self, name: &str) -> io::Result<()> {
        let mut files = Vec::new();
        let mut len = 0u64;
        for entry in fs::read_dir(&self.path)? {
            let path = entry?.path();
            let has = |extension: &str| path.extension() == Some(OsStr::new(extension));
            // Another process may have removed it.
            let Ok(metadata) = fs::metadata(&path) else { continue };
            if has(UNFINISHED) && metadata.modified().is_ok_and(|time| is_before(time, WRITING)) {
                let _ = fs::remove_file(&path);
            }
            if has(EXTENSION) {
                len = len.saturating_add(metadata.len());
                files.push((path, metadata.len()));
            }
        }
        if len <= self.max {
            return Ok(());
        }
        let kept = self.path_of(name);
        let mut files: Vec<_> = files
            .into_iter()
            .map(|(path, len)| (path == kept, day_of(&path).unwrap_or(0), path, len))
            .collect();
        files.sort();
        for (_, _, path, removed) in files {
            if len <= self.max {
                break;
            }
            // Another process may be about to do the same.
            let _ = fs::remove_file(path);
            len = len.saturating_sub(removed);
        }
        Ok(())
    }

    fn path_of(&self, name: &str) -> PathBuf {
        self.path.join(format!("{name}.{EXTENSION}"))
    }

    fn is_trusted(&self) -> bool {
        let check = || fs::metadata(&self.path).is_ok_and(|it| it.is_dir() && may_be_trusted(&it));
        match self.trusted.get() {
            Some(&trusted) => trusted,
            // One that is not there may be made.
            None if !self.path.exists() => false,
            None => *self.trusted.get_or_init(check),
        }
    }
}

/// Whether only the user can have written something.
#[cfg(unix)]
fn may_be_trusted(metadata: &fs::Metadata) -> bool {
    crate::trust::check(metadata).is_ok()
}

/// The system does not say. WASI has no users; who starts the compiler says what it sees.
#[cfg(not(unix))]
fn may_be_trusted(_: &fs::Metadata) -> bool {
    true
}

/// The number of the day, since 1970.
pub(super) fn today() -> u32 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let days = since.as_secs().checked_div(24 * 60 * 60).unwrap_or(0);
    u32::try_from(days).unwrap_or(u32::MAX)
}

fn day_of(path: &Path) -> Option<u32> {
    let mut start = Vec::new();
    File::open(path).ok()?.take(file::START as u64).read_to_end(&mut start).ok()?;
    file::day(&start)
}
