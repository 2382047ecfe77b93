// `compile_error!` in a macro's result, with spans of the input and without.
//@ proc-macro: compile-errors.rs
//@ edition: 2021

use compile_errors::*;

error_at_last_token!(one two three); //~ ERROR `three` is the last one

#[derive(AlwaysWrong)] //~ ERROR this cannot be derived
struct Struct;

#[keep_and_complain] //~ ERROR a complaint
fn kept() {}

fn main() {
    kept();
    let _ = Struct;
}
