// A macro's result that cannot be parsed where the macro stands.
//@ proc-macro: compile-errors.rs
//@ edition: 2021

use compile_errors::no_rust;

no_rust!(); //~ ERROR expected identifier, found `1`

fn main() {}
