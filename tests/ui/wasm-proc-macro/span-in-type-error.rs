// A type error in a macro's result points at the tokens that it was given.
//@ proc-macro: spans.rs
//@ edition: 2021

use spans::operator;

fn main() {
    let _ = operator!(1 2);
    let _: u8 = operator!(1 "two"); //~ ERROR cannot add `&str` to `{integer}`
    operator!(one two three); //~ ERROR proc macro panicked
}
