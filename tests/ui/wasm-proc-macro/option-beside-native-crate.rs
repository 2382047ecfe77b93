// A module beside another macro crate, that may be native, and beside a library that uses that one.
//@ run-pass
//@ wasm-proc-macro: target-of-macros.rs
//@ proc-macro: describe.rs
//@ aux-crate: library=library.rs
//@ edition: 2021

use describe::text;

fn main() {
    assert_eq!(text!(a), library::renamed_text!(a));
    assert_eq!(target_of_macros::pointer_bits!(), 32);
}
