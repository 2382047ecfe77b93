// Macros whose result has labels, `unsafe` code, and a call of a function of the caller.
//@ edition: 2021

use proc_macro::{Span, TokenStream};

#[proc_macro]
pub fn break_outer(_: TokenStream) -> TokenStream {
    "break 'outer".parse().unwrap()
}

/// The same with a label that is not the caller's.
#[proc_macro]
pub fn break_own(_: TokenStream) -> TokenStream {
    let stream: TokenStream = "break 'outer".parse().unwrap();
    stream
        .into_iter()
        .map(|mut tree| {
            tree.set_span(Span::mixed_site());
            tree
        })
        .collect()
}

#[proc_macro]
pub fn dereference(input: TokenStream) -> TokenStream {
    format!("unsafe {{ *({input}) }}").parse().unwrap()
}
