// A library for both a macro crate and a program.

#![crate_name = "shared_library"]

use std::mem::size_of;

pub fn join(words: &[&str]) -> String {
    words.join("-")
}

/// What the library was compiled for.
pub fn bits() -> usize {
    size_of::<usize>() * 8
}
