// A macro crate that no option names is found in the search path, and put in scope by `macro_use`.
//@ run-pass
//@ aux-build: old-style.rs

#[macro_use]
extern crate old_style;

#[derive(OldStyle)]
struct Struct;

fn main() {
    assert_eq!(old_style(), 1);
    assert_eq!(two!(), 2);
    let _ = Struct;
}
