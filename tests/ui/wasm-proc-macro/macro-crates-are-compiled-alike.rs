// Macro crates are compiled for one target, however a test names them; but a module always is one.
//@ run-pass
//@ aux-build: old-style.rs
//@ proc-macro: bits.rs
//@ wasm-proc-macro: target-of-macros.rs
//@ edition: 2021

extern crate old_style;

fn main() {
    assert_eq!(old_style::pointer_bits!(), bits::pointer_bits!());
    assert_eq!(target_of_macros::pointer_bits!(), 32);
}
