// Deprecated macros are linted where they are used.
//@ proc-macro: deprecated.rs
//@ edition: 2021

#![deny(deprecated)]

use deprecated::{Old, new, old, old_attribute};

#[derive(Old)] //~ ERROR use of deprecated macro `Old`: derive nothing
struct Struct;

#[old_attribute] //~ ERROR use of deprecated macro `old_attribute`
fn main() {
    let _ = old!(1) + new!(2); //~ ERROR use of deprecated macro `old`: use `new` instead
    let _ = Struct;
}
