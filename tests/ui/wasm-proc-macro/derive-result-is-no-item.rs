// A derive macro's result has to be made of items.
//@ proc-macro: compile-errors.rs
//@ edition: 2021

use compile_errors::NoItems;

#[derive(NoItems)]
//~^ ERROR expected identifier, found `2`
//~| ERROR proc-macro derive produced unparsable tokens
struct Struct;

fn main() {}
