// A macro crate of the edition 2024, in which `gen` and `async` are keywords.
//@ edition: 2024

use proc_macro::TokenStream;

#[proc_macro]
pub fn async_block(_: TokenStream) -> TokenStream {
    "async { 24 }".parse().unwrap()
}

#[proc_macro]
pub fn name_of_2021(_: TokenStream) -> TokenStream {
    "fn r#gen() -> u8 { 21 } fn call_gen() -> u8 { r#gen() }".parse().unwrap()
}
