//! Files in the directories that the user lets a macro see, as `rustc_wasm_proc_macro` asks for them. Does not know
//! what is noted of them: rustc and rust-analyzer do that in their own ways.

use std::io::{ErrorKind, Read};
use std::path::{self, Path, PathBuf};

use rustc_data_structures::beneath::{self, Opened};
use rustc_wasm_proc_macro::{Entry, FileError, Kind, Listing};

/// The directories, as they are named.
pub struct GrantedDirectories(pub Vec<PathBuf>);

impl GrantedDirectories {
    /// Without links.
    fn real(&self) -> Vec<PathBuf> {
        self.0.iter().filter_map(|path| path.canonicalize().ok()).collect()
    }

    /// Whether there is such a directory in this one, by its name. That this is a directory is no secret then.
    pub fn are_below(&self, path: &[u8]) -> bool {
        let Ok(path) = str::from_utf8(path).map(Path::new) else { return false };
        let mut granted = self.0.iter().filter_map(|path| path::absolute(path).ok());
        granted.any(|granted| granted != path && granted.starts_with(path) && granted.is_dir())
    }

    pub fn open(&self, path: &Path) -> Result<Opened, beneath::Error> {
        beneath::open(path, &self.real())
    }

    /// What a macro is told of a file that was not opened.
    pub fn error(&self, path: &Path, error: &beneath::Error) -> FileError {
        match error {
            beneath::Error::Outside if self.lack_above(path) => FileError::NotFound,
            beneath::Error::Outside => FileError::Refused,
            beneath::Error::Irregular => FileError::Other,
            beneath::Error::Io(error) => match error.kind() {
                ErrorKind::NotFound => FileError::NotFound,
                ErrorKind::NotADirectory => FileError::NotDirectory,
                _ => FileError::Other,
            },
        }
    }

    /// Whether there is nothing at this path, in a directory that one of these is in. Macros look for files like `.env`
    /// in one directory after the other up to the root, and go on if there is none, but not if they may not know it.
    fn lack_above(&self, path: &Path) -> bool {
        let is_above = |parent: &Path| self.are_below(parent.as_os_str().as_encoded_bytes());
        let is_missing =
            || path.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound);
        path.parent().is_some_and(is_above) && is_missing()
    }

    /// What is in a directory that was opened at `path`, if all names have `max` bytes at most.
    pub fn list(&self, opened: &Opened, path: &[u8], max: u64) -> Result<Listing, FileError> {
        if !opened.metadata().is_dir() {
            return Err(FileError::NotDirectory);
        }
        let mut listing = Listing::default();
        let mut left = max;
        for entry in opened.read_dir().map_err(|_| FileError::Other)? {
            let Ok(entry) = entry else { return Err(FileError::Other) };
            let name = entry.file_name().into_encoded_bytes();
            let size = name.len() + size_of::<Entry>();
            left = left.checked_sub(size as u64).ok_or(FileError::TooLarge)?;
            // Until it is known what it is.
            listing.left_out += 1;
            let Ok(mut file_type) = entry.file_type() else { continue };
            if file_type.is_symlink() {
                // What is behind it is looked at if it may be.
                let Ok(path) = str::from_utf8(path) else { continue };
                listing.links += 1;
                let target = Path::new(path).join(entry.file_name());
                let Ok(target) = self.open(&target) else { continue };
                file_type = target.metadata().file_type();
            }
            if file_type.is_dir() || file_type.is_file() {
                listing.left_out -= 1;
                listing.entries.push(Entry { name, is_directory: file_type.is_dir() });
            }
        }
        listing.entries.sort();
        Ok(listing)
    }
}

/// What was opened.
pub fn kind(opened: &Opened) -> Kind {
    let metadata = opened.metadata();
    if metadata.is_dir() { Kind::Directory } else { Kind::File { len: metadata.len() } }
}

/// What is in a file, if that is `max` bytes at most.
pub fn read(opened: Opened, max: u64) -> Result<Vec<u8>, FileError> {
    if opened.metadata().len() > max {
        return Err(FileError::TooLarge);
    }
    let file = opened.into_file().ok_or(FileError::IsDirectory)?;
    let mut content = Vec::new();
    // Not by its length, which may have changed, and which files have that the kernel makes.
    file.take(max.saturating_add(1)).read_to_end(&mut content).map_err(|_| FileError::Other)?;
    if content.len() as u64 > max { Err(FileError::TooLarge) } else { Ok(content) }
}
