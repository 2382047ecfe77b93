// A macro crate of the edition 2015, in which `async` and `dyn` are names.
//@ edition: 2015

extern crate proc_macro;

use proc_macro::TokenStream;

#[proc_macro]
pub fn name_of_2015(_: TokenStream) -> TokenStream {
    "fn async() -> u8 { 15 } fn call_async() -> u8 { async() }".parse().unwrap()
}

#[proc_macro]
pub fn anonymous_parameter(_: TokenStream) -> TokenStream {
    "trait Anonymous { fn method(u8); }".parse().unwrap()
}
