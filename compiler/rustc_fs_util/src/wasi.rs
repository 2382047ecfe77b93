//! Hard links on WASI. The C library's `linkat`, and with it `std::fs::hard_link`, looks for both paths
//! among the opened directories and keeps both results in one buffer, so that it never finds the file.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::os::wasi::fs::link;
use std::path::Path;

/// Like `std::fs::hard_link`.
pub fn hard_link(original: &Path, new: &Path) -> io::Result<()> {
    let (old_directory, old_name) = split(original)?;
    let (new_directory, new_name) = split(new)?;
    link(&old_directory, 0, old_name, &new_directory, new_name)
}

/// The opened directory that a file lies in, and its name there.
fn split(path: &Path) -> io::Result<(File, &OsStr)> {
    let directory = match path.parent() {
        Some(directory) if directory != Path::new("") => directory,
        _ => Path::new("."),
    };
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    Ok((File::open(directory)?, name))
}
