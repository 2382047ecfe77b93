// Two macro crates beside each other, and macros of the one applied to code that calls the other.
//@ run-pass
//@ proc-macro: describe.rs
//@ proc-macro: positions.rs
//@ edition: 2021

use describe::*;
use positions::*;

#[identity_attr]
#[describe(text!(inner))]
#[derive(Describe)]
struct Struct;

fn main() {
    assert_eq!(DESCRIBED_STRUCT, "describe(text!(inner)) on Struct");
    assert_eq!(Struct::describe(), "derived for Struct");
    assert_eq!(identity!(text!(identity!(a))), "identity!(a)");
}
