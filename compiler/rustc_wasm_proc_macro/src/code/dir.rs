//! The directory with compiled code: finding the code of a module, writing it, and what there is.

use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use super::file::{Trailer, TrustedCode};
use crate::private::{self, UNFINISHED, WRITING, is_before};
use crate::trust;

/// The longest file that is read, in bytes.
const MAX_LEN: u64 = 1 << 30;

/// How exactly is known when code was last used.
const USED: Duration = Duration::from_secs(60 * 60);

/// The environment variable that names a directory.
const VARIABLE: &str = "RUSTC_WASM_PROC_MACRO_CODE_DIR";

const EXTENSION: &str = "code";

/// A directory with compiled code, which need not exist. Clones are the same one.
///
/// Code is only taken from files and a directory that belong to the user and that nobody else may write to.
#[derive(Clone)]
pub struct CodeDir(Arc<Inner>);

struct Inner {
    path: PathBuf,
    /// Whether the directory can be trusted.
    trusted: OnceLock<Result<(), String>>,
    warning: Mutex<Warning>,
}

enum Warning {
    None,
    New(String),
    Taken,
}

/// A file in the directory.
#[derive(Clone, Debug)]
pub struct Entry {
    pub path: PathBuf,
    /// Bytes of the file.
    pub len: u64,
    /// When the code was last used, or written, to the hour.
    pub used: SystemTime,
    /// `None` if that cannot be read.
    pub trailer: Option<Trailer>,
}

/// All of the same path are equal, and look the same, whatever they have found.
impl PartialEq for CodeDir {
    fn eq(&self, other: &CodeDir) -> bool {
        self.path() == other.path()
    }
}

impl Eq for CodeDir {}

impl fmt::Debug for CodeDir {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CodeDir").field(&self.path()).finish()
    }
}

impl CodeDir {
    pub fn new(path: impl Into<PathBuf>) -> CodeDir {
        let (trusted, warning) = (OnceLock::new(), Mutex::new(Warning::None));
        CodeDir(Arc::new(Inner { path: path.into(), trusted, warning }))
    }

    /// Where it is if no option says otherwise: where `RUSTC_WASM_PROC_MACRO_CODE_DIR` says, or in the user's
    /// cache directory, if there is one.
    pub fn default_path() -> Option<PathBuf> {
        if let Some(path) = std::env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
            return Some(path.into());
        }
        let absolute = |name| {
            let path = PathBuf::from(std::env::var_os(name)?);
            path.is_absolute().then_some(path)
        };
        let cache = absolute("XDG_CACHE_HOME");
        let cache = cache.or_else(|| Some(absolute("HOME")?.join(".cache")))?;
        Some(cache.join("rustc-wasm-proc-macro"))
    }

    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// The code of the module with this BLAKE3, or why there is none.
    pub(crate) fn find(&self, digest: [u8; 32]) -> Result<TrustedCode, String> {
        let trailer = Trailer::of(digest);
        let path = self.path().join(trailer.file_name());
        let file = File::open(&path).map_err(|error| format!("`{}`: {error}", path.display()))?;
        let code = self.check().and_then(|()| trusted(&file)).and_then(|()| trailer.check(file));
        code.map_err(|why| {
            let why = format!("`{}`: {why}", path.display());
            self.warn(format_args!("{why}"));
            why
        })
    }

    /// Whether there is a file for the module of this BLAKE3 that looks as if it were used. What is in it is not looked
    /// at.
    pub(crate) fn may_have(&self, digest: [u8; 32]) -> bool {
        let path = self.path().join(Trailer::of(digest).file_name());
        fs::metadata(path).is_ok() && self.check().is_ok()
    }

    /// Whether the directory can be trusted. Found out once.
    fn check(&self) -> Result<(), String> {
        let check = || {
            let metadata = fs::metadata(self.path()).map_err(|error| error.to_string())?;
            trust::check(&metadata).map_err(|why| format!("of its directory, {why}"))
        };
        self.0.trusted.get_or_init(check).clone()
    }

    /// Remembers that some code was ignored, if it is the first.
    pub(crate) fn warn(&self, why: fmt::Arguments<'_>) {
        let mut warning = self.0.warning.lock().unwrap_or_else(PoisonError::into_inner);
        if let Warning::None = *warning {
            *warning = Warning::New(format!("compiled code of a macro crate is ignored: {why}"));
        }
    }

    /// What the user is to be told, once.
    pub fn take_warning(&self) -> Option<String> {
        let mut warning = self.0.warning.lock().unwrap_or_else(PoisonError::into_inner);
        match &*warning {
            Warning::New(_) => match std::mem::replace(&mut *warning, Warning::Taken) {
                Warning::New(text) => Some(text),
                Warning::None | Warning::Taken => None,
            },
            Warning::None | Warning::Taken => None,
        }
    }

    /// The file with the code of a module, for this processor, if there is one that is fit for use.
    pub fn file_of(&self, module: &[u8]) -> Option<PathBuf> {
        let trailer = Trailer::of_module(module);
        self.find(trailer.module).ok()?;
        Some(self.path().join(trailer.file_name()))
    }

    /// Writes the code of a module, which was compiled with [`settings`](super::settings()) from what
    /// [`prepare`](super::prepare) made of it, and makes the directory if it is not there. Says which file it is.
    pub fn write(&self, module: &[u8], code: &[u8]) -> io::Result<PathBuf> {
        let trailer = Trailer::of_module(module);
        private::create_dir(self.path())?;
        let path = self.path().join(trailer.file_name());
        private::replace(&path, &trailer.with_code(code), true)?;
        Ok(path)
    }

    /// The files with code, the one that was used last first.
    pub fn entries(&self) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for path in self.files(EXTENSION)? {
            // Another process may have removed it.
            let Ok(metadata) = fs::metadata(&path) else { continue };
            let used = metadata.modified()?;
            let file = File::open(&path).ok();
            let trailer = file.and_then(|mut file| Trailer::read(&mut file).ok());
            entries.push(Entry { path, len: metadata.len(), used, trailer });
        }
        entries.sort_by(|one, other| (other.used, &one.path).cmp(&(one.used, &other.path)));
        Ok(entries)
    }

    /// Removes what was used longest ago until `len` bytes are left, and what nobody has finished. Returns what
    /// was removed.
    pub fn prune(&self, len: u64) -> io::Result<Vec<Entry>> {
        for path in self.files(UNFINISHED)? {
            let modified = fs::metadata(&path).and_then(|metadata| metadata.modified());
            if modified.is_ok_and(|modified| is_before(modified, WRITING)) {
                remove(&path)?;
            }
        }
        let mut kept = 0u64;
        let mut removed = Vec::new();
        for entry in self.entries()? {
            kept = kept.saturating_add(entry.len);
            if kept > len {
                kept = kept.saturating_sub(entry.len);
                remove(&entry.path)?;
                removed.push(entry);
            }
        }
        Ok(removed)
    }

    fn files(&self, extension: &str) -> io::Result<Vec<PathBuf>> {
        let directory = match fs::read_dir(self.path()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            directory => directory?,
        };
        let mut paths = Vec::new();
        for entry in directory {
            let path = entry?.path();
            if path.extension().is_some_and(|it| it == extension) {
                paths.push(path);
            }
        }
        Ok(paths)
    }
}

/// Finds out whether only the user can have written a file, and remembers that it was used.
fn trusted(file: &File) -> Result<(), String> {
    // Of the file that is open, so that nobody can exchange it for another in between.
    let metadata = file.metadata().map_err(|error| error.to_string())?;
    if !metadata.is_file() {
        return Err("it is not a regular file".to_owned());
    }
    trust::check(&metadata)?;
    if metadata.len() == 0 {
        return Err("it is empty".to_owned());
    }
    if metadata.len() > MAX_LEN {
        return Err("it is too long".to_owned());
    }
    if metadata.modified().is_ok_and(|modified| is_before(modified, USED)) {
        // No harm if that fails: it is removed sooner.
        let _ = file.set_modified(SystemTime::now());
    }
    Ok(())
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
