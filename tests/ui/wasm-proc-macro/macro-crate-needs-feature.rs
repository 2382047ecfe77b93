// In a macro crate that becomes a module too, unstable functions of `proc_macro` need a feature.
//@ revisions: native wasm
//@[native] force-host
//@[wasm] compile-flags: --target wasm32-unknown-unknown
//@ compile-flags: --crate-type proc-macro
//@ edition: 2021

extern crate proc_macro;

use proc_macro::{Span, TokenStream};

#[proc_macro]
pub fn unstable(input: TokenStream) -> TokenStream {
    let _ = Span::def_site(); //~ ERROR use of unstable library feature `proc_macro_def_site`
    let _ = input.expand_expr(); //~ ERROR use of unstable library feature `proc_macro_expand`
    Span::mixed_site().error("message"); //~ ERROR use of unstable library feature `proc_macro_diagnostic`
    TokenStream::new()
}
