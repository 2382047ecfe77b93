//! Opens what is in certain directories and nothing else, wherever links lead. Others than the user may have
//! named it, and may change what is on the disk at the same time: what counts is what was opened in the end,
//! not what was looked at before. Only files and directories are opened, and nothing is waited for.
//!
//! Does not know who named it.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A file or a directory.
pub struct Opened {
    /// `None` for a directory where directories cannot be opened.
    file: Option<File>,
    metadata: Metadata,
    /// Where it was found, without links.
    path: PathBuf,
}

#[derive(Debug)]
pub enum Error {
    /// It is, or would be, in none of the directories.
    Outside,
    /// It is neither a file nor a directory.
    Irregular,
    Io(io::Error),
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::Io(error)
    }
}

/// Opens what is at `path`, if that is one of `directories` or in one of them. These have no links in them.
pub fn open(path: &Path, directories: &[PathBuf]) -> Result<Opened, Error> {
    let is_inside = |path: &Path| directories.iter().any(|directory| path.starts_with(directory));
    let real = match path.canonicalize() {
        Ok(real) => real,
        Err(error) => return Err(missing(path, error, is_inside)),
    };
    if !is_inside(&real) {
        return Err(Error::Outside);
    }
    let metadata = real.metadata()?;
    if !metadata.is_file() && !metadata.is_dir() {
        return Err(Error::Irregular);
    }
    if metadata.is_dir() && !cfg!(unix) {
        return Ok(Opened { file: None, metadata, path: real });
    }
    let mut options = OpenOptions::new();
    options.read(true);
    // For what has taken its place since then.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        libc::O_NONBLOCK | libc::O_NOFOLLOW,
    );
    let file = options.open(&real)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() && !metadata.is_dir() {
        return Err(Error::Irregular);
    }
    let path = place(&file, &real, &metadata)?;
    if !is_inside(&path) {
        return Err(Error::Outside);
    }
    Ok(Opened { file: Some(file), metadata, path })
}

/// What is said of a path that leads nowhere: nothing of what is missing outside.
fn missing(path: &Path, error: io::Error, is_inside: impl Fn(&Path) -> bool) -> Error {
    for existing in path.ancestors() {
        match existing.canonicalize() {
            Ok(existing) if is_inside(&existing) => return Error::Io(error),
            Ok(_) => return Error::Outside,
            // Its target is missing, wherever that would be.
            Err(_) if existing.is_symlink() => return Error::Outside,
            Err(_) => {}
        }
    }
    Error::Outside
}

/// Where an open file is. The kernel of Linux knows; elsewhere it is where the same file is found again.
fn place(file: &File, path: &Path, metadata: &Metadata) -> io::Result<PathBuf> {
    if let Some(link) = link_to(file)
        && let Ok(path) = fs::read_link(link)
    {
        return Ok(path);
    }
    let again = path.canonicalize()?;
    if is_same(&again.metadata()?, metadata) {
        return Ok(again);
    }
    Err(io::Error::new(ErrorKind::NotFound, "it was replaced meanwhile"))
}

/// A path that leads to an open file by its number.
#[cfg(target_os = "linux")]
fn link_to(file: &File) -> Option<PathBuf> {
    use std::os::fd::AsRawFd;
    Some(PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd())))
}

#[cfg(not(target_os = "linux"))]
fn link_to(_: &File) -> Option<PathBuf> {
    None
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    (one.file_type(), one.len(), one.modified().ok())
        == (other.file_type(), other.len(), other.modified().ok())
}

impl Opened {
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The file, unless it is a directory.
    pub fn into_file(self) -> Option<File> {
        self.file.filter(|_| self.metadata.is_file())
    }

    /// What is in the directory.
    pub fn read_dir(&self) -> io::Result<fs::ReadDir> {
        let link = self.file.as_ref().and_then(link_to).filter(|link| link.exists());
        fs::read_dir(link.as_deref().unwrap_or(&self.path))
    }
}
