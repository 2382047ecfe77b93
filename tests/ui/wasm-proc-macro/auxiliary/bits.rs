// A macro that says what it was compiled for.
//@ edition: 2021

use proc_macro::TokenStream;

#[proc_macro]
pub fn pointer_bits(_: TokenStream) -> TokenStream {
    format!("{}usize", usize::BITS).parse().unwrap()
}
