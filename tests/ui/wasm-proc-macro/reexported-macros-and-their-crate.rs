// A macro crate that a library and the program both name is one crate.
//@ run-pass
//@ proc-macro: describe.rs
//@ aux-crate: library=library.rs
//@ edition: 2021

// The same macro by two ways is not ambiguous.
use describe::*;
use library::prelude::*; //~ WARN unused import: `library::prelude::*`

#[derive(Describe)]
struct Here;

fn main() {
    assert_eq!(Here::describe(), library::InLibrary::described().replace("InLibrary", "Here"));
    assert_eq!(text!(a), library::renamed_text!(a));
}
