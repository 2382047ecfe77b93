// A macro crate in an incremental compilation, whose results are checked when they are reused.
//@ run-pass
//@ incremental
//@ proc-macro: describe.rs
//@ edition: 2021

#[derive(describe::Describe)]
struct Struct;

fn main() {
    assert_eq!(Struct::describe(), "derived for Struct");
}
