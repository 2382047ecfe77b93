//! A procedural macro crate, whose module has a section that lists the macros.

#![crate_type = "proc-macro"]

extern crate proc_macro;

use proc_macro::TokenStream;

#[proc_macro]
pub fn twice(input: TokenStream) -> TokenStream {
    [input.clone(), input].into_iter().collect()
}

#[proc_macro_derive(Nothing)]
pub fn nothing(_: TokenStream) -> TokenStream {
    TokenStream::new()
}
