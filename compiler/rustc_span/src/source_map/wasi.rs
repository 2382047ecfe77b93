//! Says what to do about a file that the compiler may not see on WASI, where it sees only directories that
//! were opened for it. Does not know what the file is for.

use std::io;

/// WASI's `notcapable`: the path is in no directory that is open.
const NOT_CAPABLE: i32 = 76;

/// Adds what to do to an error of WASI; elsewhere every error is returned as it is.
pub fn explain(error: io::Error) -> io::Error {
    if !cfg!(target_os = "wasi") || error.raw_os_error() != Some(NOT_CAPABLE) {
        return error;
    }
    let advice = "it is in no directory that was opened for the compiler; open one as \
                  `wasmtime run --dir .::/` does";
    io::Error::new(error.kind(), advice)
}
