// Macros of which the result is linted, by where its names come from.
//@ edition: 2021

use proc_macro::{TokenStream, TokenTree};

/// `fn NAME() { let unused = 1; }`, in which only the name comes from the caller.
#[proc_macro]
pub fn function(input: TokenStream) -> TokenStream {
    let name = input.into_iter().next().unwrap();
    let start: TokenStream = "pub fn".parse().unwrap();
    let end: TokenStream = "() { let unused = 1; }".parse().unwrap();
    start.into_iter().chain([name]).chain(end).collect()
}

/// A macro whose result has the caller's spans.
#[proc_macro]
pub fn with_spans_of_input(input: TokenStream) -> TokenStream {
    let span = match input.into_iter().next() {
        Some(tree) => tree.span(),
        None => panic!("no input"),
    };
    let stream: TokenStream = "let mut x = (1);".parse().unwrap();
    stream
        .into_iter()
        .map(|mut tree: TokenTree| {
            tree.set_span(span);
            tree
        })
        .collect()
}
