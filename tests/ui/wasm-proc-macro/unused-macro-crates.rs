// Lints of macro crates and of their imports that nothing uses.
//@ check-pass
//@ proc-macro: describe.rs
//@ proc-macro: fields.rs
//@ proc-macro: positions.rs
//@ edition: 2021

#![warn(unused_crate_dependencies, unused_extern_crates, unused_imports)]
//~^ WARN extern crate `fields` is unused in crate `unused_macro_crates`

extern crate positions; //~ WARN unused extern crate

use describe::{Describe, text}; //~ WARN unused import: `Describe`

fn main() {
    text!();
}
