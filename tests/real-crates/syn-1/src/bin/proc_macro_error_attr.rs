//! The attribute on a function that is not a macro: it wraps the body, which must still compile.

extern crate proc_macro;

use proc_macro::TokenStream;
use proc_macro_error::proc_macro_error;

#[proc_macro_error(allow_not_macro)]
pub fn same(input: TokenStream) -> TokenStream {
    input
}

fn main() {
    println!("{} {}", proc_macro::is_available(), same as fn(TokenStream) -> TokenStream as usize != 0);
}
