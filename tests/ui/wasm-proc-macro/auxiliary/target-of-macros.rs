// Macros that say what they were compiled for.
//@ edition: 2021

use proc_macro::TokenStream;

#[proc_macro]
pub fn family(_: TokenStream) -> TokenStream {
    if cfg!(target_family = "wasm") { "\"wasm\"" } else { "\"native\"" }.parse().unwrap()
}

#[proc_macro]
pub fn pointer_bits(_: TokenStream) -> TokenStream {
    format!("{}usize", usize::BITS).parse().unwrap()
}
