// Macros that make one identifier or one error with a span of each kind.
//@ edition: 2021

#![feature(proc_macro_def_site, proc_macro_diagnostic, proc_macro_span)]

use proc_macro::{Diagnostic, Ident, Level, Spacing, Span, TokenStream, TokenTree};

/// `let local = 1;`
fn let_local(span: Span) -> TokenStream {
    spanned("let local = 1;", span)
}

/// The tokens of a source text, all of them with one span.
fn spanned(source: &str, span: Span) -> TokenStream {
    let stream: TokenStream = source.parse().unwrap();
    stream
        .into_iter()
        .map(|mut tree| {
            tree.set_span(span);
            tree
        })
        .collect()
}

#[proc_macro]
pub fn call_site_local(_: TokenStream) -> TokenStream {
    let_local(Span::call_site())
}

#[proc_macro]
pub fn mixed_site_local(_: TokenStream) -> TokenStream {
    let_local(Span::mixed_site())
}

#[proc_macro]
pub fn def_site_local(_: TokenStream) -> TokenStream {
    let_local(Span::def_site())
}

/// A local of which the name is found as at the call site, and is shown to be elsewhere.
#[proc_macro]
pub fn resolved_at_local(input: TokenStream) -> TokenStream {
    let shown = input.into_iter().next().unwrap().span();
    let_local(shown.resolved_at(Span::call_site()))
}

/// A local of which the name is not found as at the call site, although it is shown to be there.
#[proc_macro]
pub fn located_at_local(_: TokenStream) -> TokenStream {
    let_local(Span::mixed_site().located_at(Span::call_site()))
}

#[proc_macro]
pub fn call_site_name(_: TokenStream) -> TokenStream {
    TokenTree::from(Ident::new("missing_at_call_site", Span::call_site())).into()
}

#[proc_macro]
pub fn mixed_site_name(_: TokenStream) -> TokenStream {
    TokenTree::from(Ident::new("missing_at_mixed_site", Span::mixed_site())).into()
}

#[proc_macro]
pub fn def_site_name(_: TokenStream) -> TokenStream {
    TokenTree::from(Ident::new("missing_at_def_site", Span::def_site())).into()
}

#[proc_macro]
pub fn input_name(input: TokenStream) -> TokenStream {
    let span = input.into_iter().last().unwrap().span();
    TokenTree::from(Ident::new("missing_at_input", span)).into()
}

#[proc_macro]
pub fn resolved_at_name(input: TokenStream) -> TokenStream {
    let shown = input.into_iter().next().unwrap().span();
    spanned("missing_but_shown_there", shown.resolved_at(Span::mixed_site()))
}

#[proc_macro]
pub fn located_at_name(input: TokenStream) -> TokenStream {
    let shown = input.into_iter().next().unwrap().span();
    spanned("missing_but_located_there", Span::mixed_site().located_at(shown))
}

/// An error from the first token to the last one.
#[proc_macro]
pub fn joined(input: TokenStream) -> TokenStream {
    let trees: Vec<TokenTree> = input.into_iter().collect();
    let (first, last) = (trees.first().unwrap().span(), trees.last().unwrap().span());
    match first.join(last) {
        Some(span) => Diagnostic::spanned(span, Level::Error, "all of this").emit(),
        None => Diagnostic::spanned(last, Level::Error, "not in one file").emit(),
    }
    TokenStream::new()
}

/// Errors in places of delimiters.
#[proc_macro]
pub fn delimiters(input: TokenStream) -> TokenStream {
    for tree in input {
        if let TokenTree::Group(group) = tree {
            Diagnostic::spanned(group.span_open(), Level::Error, "opened here").emit();
            Diagnostic::spanned(group.span_close(), Level::Error, "closed here").emit();
            Diagnostic::spanned(group.span(), Level::Error, "all of it").emit();
        }
    }
    TokenStream::new()
}

/// Errors in the second and third byte of each literal, and right before and after it.
#[proc_macro]
pub fn parts(input: TokenStream) -> TokenStream {
    for tree in input {
        if let TokenTree::Literal(literal) = tree {
            if let Some(span) = literal.subspan(1..=2) {
                Diagnostic::spanned(span, Level::Error, "part of the literal").emit();
            }
            assert!(literal.subspan(1..1000).is_none());
            Diagnostic::spanned(literal.span().start(), Level::Error, "before it").emit();
            Diagnostic::spanned(literal.span().end(), Level::Error, "after it").emit();
        }
    }
    TokenStream::new()
}

/// Errors where tokens came from before another macro gave them to this one.
#[proc_macro]
pub fn sources(input: TokenStream) -> TokenStream {
    for tree in input {
        let span = tree.span();
        Diagnostic::spanned(span, Level::Error, "the token").emit();
        Diagnostic::spanned(span.source(), Level::Error, "its source").emit();
        if let Some(parent) = span.parent() {
            Diagnostic::spanned(parent, Level::Error, "its parent").emit();
        }
    }
    TokenStream::new()
}

/// `+` and `=` with spans of their own.
#[proc_macro]
pub fn operator(input: TokenStream) -> TokenStream {
    let trees: Vec<TokenTree> = input.into_iter().collect();
    let [left, right] = &trees[..] else { panic!("expected two tokens") };
    let mut plus = proc_macro::Punct::new('+', Spacing::Alone);
    plus.set_span(left.span().join(right.span()).unwrap());
    [left.clone(), plus.into(), right.clone()].into_iter().collect()
}
