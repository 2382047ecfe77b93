// A macro crate uses a library, that the program uses too, and the macros of another macro crate.
//@ run-pass
//@ aux-crate: shared_library=shared-library.rs
//@ proc-macro: with-dependencies.rs
//@ edition: 2021

use with_dependencies::{described, joined};

fn main() {
    assert_eq!(joined!(a b c), shared_library::join(&["a", "b", "c"]));
    assert_eq!(described!(), "derived for Inner");
    assert_eq!(shared_library::bits(), size_of::<usize>() * 8);
}
