// Compiling a macro crate to a module checks the types of its macros as natively.
//@ revisions: native wasm
//@[native] force-host
//@[wasm] compile-flags: --target wasm32-unknown-unknown
//@ compile-flags: --crate-type proc-macro
//@ edition: 2021

extern crate proc_macro;

use proc_macro::TokenStream;

#[proc_macro]
pub fn wrong_type(_: u8) -> TokenStream {
    //~^ ERROR function-like proc macro has incorrect signature
    TokenStream::new()
}

#[proc_macro_attribute]
pub fn one_parameter(_: TokenStream) -> TokenStream {
    //~^ ERROR attribute proc macro has incorrect signature
    TokenStream::new()
}
