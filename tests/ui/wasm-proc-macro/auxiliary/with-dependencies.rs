// A macro crate that uses a library and another macro crate.
//@ aux-crate: shared_library=shared-library.rs
//@ proc-macro: describe.rs
//@ edition: 2021

use proc_macro::TokenStream;

#[derive(describe::Describe)]
struct Inner;

#[proc_macro]
pub fn joined(input: TokenStream) -> TokenStream {
    let words: Vec<String> = input.into_iter().map(|tree| tree.to_string()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    format!("{:?}", shared_library::join(&words)).parse().unwrap()
}

#[proc_macro]
pub fn described(_: TokenStream) -> TokenStream {
    format!("{:?}", Inner::describe()).parse().unwrap()
}
