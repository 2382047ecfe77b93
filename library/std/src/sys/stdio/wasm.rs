//! Standard output and error of wasm32-unknown-unknown, where nothing is printed unless somebody says
//! how: the `proc_macro` crate does, for macros. Does not know who that is, nor what comes of the text.

pub use super::unsupported::{STDIN_BUF_SIZE, Stdin, is_ebadf, panic_output};
use crate::io;
use crate::sync::OnceLock;

/// Prints a text to standard output (1) or standard error (2).
type Output = fn(output: u32, text: &[u8]);

static OUTPUT: OnceLock<Output> = OnceLock::new();

/// Sets what prints from now on. Only the first call counts.
#[unstable(feature = "wasm_proc_macro_internals", issue = "none")]
pub fn set_wasm_output(output: Output) {
    let _ = OUTPUT.set(output);
}

fn print(output: u32, text: &[u8]) -> io::Result<usize> {
    if let Some(print) = OUTPUT.get() {
        print(output, text);
    }
    Ok(text.len())
}

pub struct Stdout;

impl Stdout {
    pub const fn new() -> Stdout {
        Stdout
    }
}

impl io::Write for Stdout {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        print(1, text)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub struct Stderr;

impl Stderr {
    pub const fn new() -> Stderr {
        Stderr
    }
}

impl io::Write for Stderr {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        print(2, text)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
