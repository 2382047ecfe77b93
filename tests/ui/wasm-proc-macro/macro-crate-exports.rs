// Compiling a macro crate to a module checks, as natively, what the crate exports.
//@ revisions: native wasm
//@[native] force-host
//@[wasm] compile-flags: --target wasm32-unknown-unknown
//@ compile-flags: --crate-type proc-macro
//@ edition: 2021

extern crate proc_macro;

use proc_macro::TokenStream;

pub fn helper() {} //~ ERROR `proc-macro` crate types currently cannot export any items

mod inner {
    use proc_macro::TokenStream;

    #[proc_macro]
    pub fn nested(_: TokenStream) -> TokenStream {
        //~^ ERROR functions tagged with `#[proc_macro]` must currently reside in the root of the crate
        TokenStream::new()
    }
}

#[proc_macro]
fn private(_: TokenStream) -> TokenStream {
    //~^ ERROR functions tagged with `#[proc_macro]` must be `pub`
    TokenStream::new()
}

#[proc_macro_derive(Same)]
pub fn same(_: TokenStream) -> TokenStream {
    TokenStream::new()
}
