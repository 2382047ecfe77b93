//! Where encoded data goes: to a file, or to memory for what nobody needs a file of. Does not know what
//! is encoded.

use std::fs::File;
use std::io::{self, Write};

pub(super) enum Output {
    File(File),
    Memory(Vec<u8>),
}

impl Output {
    pub(super) fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Output::File(file) => file.write_all(bytes),
            Output::Memory(memory) => {
                memory.extend_from_slice(bytes);
                Ok(())
            }
        }
    }

    /// The data in memory, if that is where it went.
    pub(super) fn take_memory(&mut self) -> Vec<u8> {
        match self {
            Output::File(_) => Vec::new(),
            Output::Memory(memory) => std::mem::take(memory),
        }
    }

    /// The file; data in memory has none.
    pub(super) fn file(&self) -> &File {
        match self {
            Output::File(file) => file,
            Output::Memory(_) => panic!("data in memory has no file"),
        }
    }
}
