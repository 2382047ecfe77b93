//! Loads the text of another crate's source files, to show it in diagnostics. What is known of such a
//! file has been written by whoever made the crate, which may be a WebAssembly module that nobody
//! trusts. So only a file that is what the description says is read and shown: that long, and with
//! its lines and characters where they are said to be.

use std::io::{self, Read};
use std::path::Path;

use rustc_data_structures::regular_file;

use super::FileLoader;
use crate::{Pos, SourceFile, analyze_source_file, normalize_src};

/// The text of `file`, if it can be read at `path` and is as described. Its hash has yet to be
/// compared.
pub(super) fn load(loader: &dyn FileLoader, file: &SourceFile, path: &Path) -> Option<String> {
    let text = loader.read_external_file(path, file.unnormalized_source_len).ok()?;
    is_described(file, &text).then_some(text)
}

/// Reads a file of this length from the file system, and no other.
pub(super) fn read(path: &Path, len: u32) -> io::Result<String> {
    let file = regular_file::open(path)?;
    if file.metadata()?.len() != u64::from(len) {
        return Err(io::Error::other("it has another length"));
    }
    let mut text = String::new();
    file.take(len.into()).read_to_string(&mut text)?;
    Ok(text)
}

/// Whether positions in `file` are what they would be if the text were parsed here. Whoever looks for
/// a line relies on it.
fn is_described(file: &SourceFile, text: &str) -> bool {
    let mut text = text.to_owned();
    let normalized = normalize_src(&mut text);
    let (lines, multibyte_chars) = analyze_source_file::analyze_source_file(&text);
    text.len() == file.normalized_source_len.to_usize()
        && lines == file.lines()
        && multibyte_chars == file.multibyte_chars
        && normalized == file.normalized_pos
}
