// What a macro made with `quote!` works, with names of the caller and of the standard library.
//@ run-pass
//@ proc-macro: quoted.rs
//@ edition: 2021

use quoted::{Quoted, type_error};

#[derive(Quoted)]
struct Name;

fn main() {
    let number = 300;
    assert_eq!(type_error!((number - 299) as u8), 1);
    assert_eq!(Name.quoted(), "Name a $b");
}
