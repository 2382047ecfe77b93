// Macros that emit diagnostics.
//@ edition: 2021

#![feature(proc_macro_diagnostic)]

use proc_macro::{Diagnostic, Level, Span, TokenStream, TokenTree};

/// The spans of the identifiers of a name, in groups too.
fn named(stream: &TokenStream, name: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    for tree in stream.clone() {
        match tree {
            TokenTree::Ident(ident) if ident.to_string() == name => spans.push(ident.span()),
            TokenTree::Group(group) => spans.extend(named(&group.stream(), name)),
            _ => {}
        }
    }
    spans
}

/// An error at each `bad`, which `good`, `better` and no place at all explain.
#[proc_macro]
pub fn error_with_children(input: TokenStream) -> TokenStream {
    Diagnostic::spanned(named(&input, "bad"), Level::Error, "`bad` is bad")
        .span_note(named(&input, "good"), "`good` is good")
        .span_help(named(&input, "better"), "`better` is better")
        .span_warning(named(&input, "bad"), "a warning below an error")
        .note("a note without a place")
        .help("a help without a place,\nin two lines")
        .emit();
    TokenStream::new()
}

#[proc_macro]
pub fn every_level(input: TokenStream) -> TokenStream {
    let span = input.into_iter().next().unwrap().span();
    span.error("an error").emit();
    span.warning("a warning").emit();
    span.note("a note").emit();
    span.help("a help").emit();
    Diagnostic::new(Level::Warning, "a warning without a place").emit();
    TokenStream::new()
}

#[proc_macro_derive(Warn)]
pub fn warn(item: TokenStream) -> TokenStream {
    let name = item.into_iter().nth(1).unwrap();
    name.span().warning(format!("`{name}` is derived")).note("this is only a warning").emit();
    TokenStream::new()
}

#[proc_macro_attribute]
pub fn error_at_arguments(args: TokenStream, item: TokenStream) -> TokenStream {
    let spans: Vec<Span> = args.into_iter().map(|tree| tree.span()).collect();
    Diagnostic::spanned(spans, Level::Error, "no arguments are expected").emit();
    item
}
