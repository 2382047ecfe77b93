// Macros that are deprecated, and one that is documented.
//@ edition: 2021

use proc_macro::TokenStream;

#[deprecated(since = "1.2.3", note = "use `new` instead")]
#[proc_macro]
pub fn old(input: TokenStream) -> TokenStream {
    input
}

#[deprecated]
#[proc_macro_attribute]
pub fn old_attribute(_: TokenStream, item: TokenStream) -> TokenStream {
    item
}

#[deprecated = "derive nothing"]
#[proc_macro_derive(Old)]
pub fn old_derive(_: TokenStream) -> TokenStream {
    TokenStream::new()
}

/// What to use.
#[proc_macro]
pub fn new(input: TokenStream) -> TokenStream {
    input
}
