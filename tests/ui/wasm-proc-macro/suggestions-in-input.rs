// Suggestions for code that a macro passes on can be applied to the source.
//@ run-rustfix
//@ proc-macro: positions.rs
//@ edition: 2021

#![deny(unused_mut, unused_variables)]
#![allow(dead_code)]

#[positions::identity_attr]
fn function(argument: u8) -> u8 { //~ ERROR unused variable: `argument`
    let mut value = 1; //~ ERROR variable does not need to be mutable
    value
}

fn main() {
    function(0);
}
