// Macros that a library uses, re-exports, renames, and calls in its own macros.
//@ run-pass
//@ aux-build: library.rs
//@ edition: 2021

extern crate library;

use library::prelude::describe;
use library::{Describe, InLibrary, renamed_text, text_twice};

#[derive(Describe)]
struct Here;

#[derive(library::describe::Describe)]
enum There {}

#[describe]
fn function() {}

fn main() {
    assert_eq!(InLibrary::described(), "derived for InLibrary");
    assert_eq!(Here::describe(), "derived for Here");
    assert_eq!(There::describe(), "derived for There");
    assert_eq!(renamed_text!(a b), "a b");
    assert_eq!(text_twice!(c), ("c", "c"));
    assert_eq!(DESCRIBED_FUNCTION, "describe() on function");
    function();
}
