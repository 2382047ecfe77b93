// After a panic, the macros of the same crate still work.
//@ proc-macro: panics.rs
//@ edition: 2021

use panics::*;

panic_with_str!(); //~ ERROR proc macro panicked

#[derive(Harmless)]
struct Struct;

panic_with_str!(); //~ ERROR proc macro panicked

const _: () = HARMLESS; //~ ERROR mismatched types

fn main() {}
