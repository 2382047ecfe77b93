// A function-like macro that is replaced by what it is given.

extern crate proc_macro;

use proc_macro::TokenStream;

#[proc_macro]
pub fn identity(input: TokenStream) -> TokenStream {
    input
}

#[proc_macro_attribute]
pub fn identity_attr(_: TokenStream, item: TokenStream) -> TokenStream {
    item
}

#[proc_macro]
pub fn nothing(_: TokenStream) -> TokenStream {
    TokenStream::new()
}
