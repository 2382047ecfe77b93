//! Opens files that end. Others than the user may have named a file, and the compiler must neither wait
//! for what never comes (a FIFO, a terminal) nor read on for ever (`/dev/zero`).
//!
//! Does not know who named it, nor how long it may be.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

/// Opens a regular file that is as long as its metadata says, at its start.
///
/// What is not a regular file is not opened, as that alone can have effects, or wait. Some of what the
/// kernel calls regular is generated while it is read, without an end: it has a length of 0.
pub fn open(path: &Path) -> io::Result<File> {
    require(path.metadata()?.is_file(), "it is not a regular file")?;
    let mut options = OpenOptions::new();
    options.read(true);
    // For what has taken its place since then, and for what the kernel generates.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    let mut file = options.open(path)?;
    let metadata = file.metadata()?;
    require(metadata.is_file(), "it is not a regular file")?;
    file.seek(SeekFrom::Start(metadata.len()))?;
    let more = loop {
        match file.read(&mut [0]) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            other => break other?,
        }
    };
    require(more == 0, "it is longer than its metadata says")?;
    file.rewind()?;
    Ok(file)
}

fn require(condition: bool, otherwise: &'static str) -> io::Result<()> {
    if condition { Ok(()) } else { Err(io::Error::other(otherwise)) }
}
