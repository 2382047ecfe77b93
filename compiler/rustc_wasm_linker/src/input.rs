//! Finds and opens the files of the command line. Objects are read whole; of archives only the
//! list of members is, and the members when they turn out to be needed. It does not look into
//! objects.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::archive::Archive;
use crate::args::{self, Config, Source};
use crate::error::{Error, ErrorKind};

/// All inputs, in the order of the command line. What later stages build borrows from it.
pub struct Store {
    pub files: Vec<File>,
}

pub struct File {
    /// As the command line or the search has it.
    pub name: String,
    pub content: Content,
    pub whole_archive: bool,
    pub lazy: bool,
}

pub enum Content {
    Object(Vec<u8>),
    Archive(Archive),
}

pub fn open(config: &mut Config) -> Result<Store, Error> {
    let mut imports = Vec::new();
    let mut files = Vec::new();
    let mut errors = Vec::new();
    for input in &config.inputs {
        let path = match &input.source {
            Source::Path(path) => Ok(path.clone()),
            Source::Library(name, dynamic) => find_library(config, name, *dynamic),
        };
        let opened = path.and_then(|path| {
            let content = content(&path)?;
            // C libraries say beside the archive which functions the host has.
            let list = path.with_extension("imports");
            if matches!(content, Content::Archive(_)) && list.is_file() {
                imports.extend(args::read_list(&list)?);
            }
            Ok((path.display().to_string(), content))
        });
        match opened {
            Ok((name, content)) => files.push(File {
                name,
                content,
                whole_archive: input.whole_archive,
                lazy: input.lazy,
            }),
            Err(error) => errors.push(error),
        }
    }
    config.allowed_undefined.append(&mut imports);
    match errors.is_empty() {
        true => Ok(Store { files }),
        false => Err(Error::several(errors, config.error_limit)),
    }
}

fn find_library(config: &Config, name: &str, dynamic: bool) -> Result<PathBuf, ErrorKind> {
    let shared = format!("lib{name}.so");
    let file = match name.strip_prefix(':') {
        Some(exact) => exact.to_owned(),
        None => format!("lib{name}.a"),
    };
    for directory in &config.search {
        let shared = directory.join(&shared);
        if dynamic && !name.starts_with(':') && shared.is_file() {
            return Err(ErrorKind::Unsupported {
                what: format!("the shared library `{}`", shared.display()),
                instead: "pass `--Bstatic` before it to link the archive",
            });
        }
        let path = directory.join(&file);
        if path.is_file() {
            return Ok(path);
        }
    }
    Err(ErrorKind::LibraryNotFound(name.to_owned()))
}

/// Bytes that tell one kind of file from another: the longest magic number below.
const MAGIC: usize = 8;

fn content(path: &Path) -> Result<Content, ErrorKind> {
    let unreadable = |error| ErrorKind::Read { path: path.to_owned(), error };
    let mut file = fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.by_ref().take(MAGIC as u64).read_to_end(&mut bytes).map_err(unreadable)?;
    let found = if bytes.starts_with(b"!<arch>\n") {
        return Ok(Content::Archive(Archive::read(path, file)?));
    } else if bytes.starts_with(b"\0asm") {
        file.read_to_end(&mut bytes).map_err(unreadable)?;
        return Ok(Content::Object(bytes));
    } else if bytes.starts_with(b"!<thin>\n") {
        "a thin archive, which only has the names of its members"
    } else if bytes.starts_with(b"BC\xC0\xDE") || bytes.starts_with(b"\xDE\xC0\x17\x0B") {
        "LLVM bitcode, which `-C linker-plugin-lto` makes"
    } else if bytes.starts_with(b"\x7FELF") {
        "an ELF file"
    } else if bytes.is_empty() {
        "empty"
    } else {
        "a file of an unknown kind"
    };
    Err(ErrorKind::NotWasm { file: path.display().to_string(), found })
}
