// A macro crate that is compiled to a module, with a library and another macro crate that it uses.
//@ run-pass
//@ aux-crate: shared_library=shared-library.rs
//@ wasm-proc-macro: with-dependencies.rs
//@ edition: 2021

use with_dependencies::{described, joined};

fn main() {
    assert_eq!(joined!(a b), "a-b");
    assert_eq!(described!(), "derived for Inner");
    // The program's own library is not the module's.
    assert_eq!(shared_library::bits(), size_of::<usize>() * 8);
}
