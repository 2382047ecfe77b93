// A macro crate that says itself what it is, as was done before there was a directive for it.
//@ force-host
//@ no-prefer-dynamic

#![crate_type = "proc-macro"]

extern crate proc_macro;

use proc_macro::TokenStream;

#[proc_macro_derive(OldStyle)]
pub fn derive(_: TokenStream) -> TokenStream {
    "fn old_style() -> u8 { 1 }".parse().unwrap()
}

#[proc_macro]
pub fn two(_: TokenStream) -> TokenStream {
    "2".parse().unwrap()
}

#[proc_macro]
pub fn pointer_bits(_: TokenStream) -> TokenStream {
    format!("{}usize", usize::BITS).parse().unwrap()
}
