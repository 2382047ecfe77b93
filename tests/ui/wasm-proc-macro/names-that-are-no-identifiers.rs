// Identifiers are made of names that are identifiers; other names are the macro's fault.
//@ proc-macro: compile-errors.rs
//@ edition: 2021

use compile_errors::{ident, raw_ident};

fn main() {
    let ident!("name") = 1;
    let raw_ident!("match") = name;
    let _ = r#match;
    let _ = ident!("a b"); //~ ERROR proc macro panicked
    let _ = ident!("1a"); //~ ERROR proc macro panicked
    let _ = ident!(""); //~ ERROR proc macro panicked
    let _ = raw_ident!("self"); //~ ERROR proc macro panicked
}
