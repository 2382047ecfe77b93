//! Hard links on WASI. The C library's `linkat`, and with it `std::fs::hard_link`, looks for both paths
//! among the opened folders and keeps both results in one buffer, so that it never finds the file.

use std::ffi::OsStr;
use std::fs::File;
use std::io;
use std::os::wasi::fs::link;
use std::path::Path;

/// Like `std::fs::hard_link`.
pub fn hard_link(original: &Path, new: &Path) -> io::Result<()> {
    let (old_folder, old_name) = split(original)?;
    let (new_folder, new_name) = split(new)?;
    link(&old_folder, 0, old_name, &new_folder, new_name)
}

/// The opened folder that a file lies in, and its name there.
fn split(path: &Path) -> io::Result<(File, &OsStr)> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    Ok((File::open(folder)?, name))
}
