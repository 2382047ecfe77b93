// A macro that says where its tokens are.
//@ edition: 2021

#![feature(proc_macro_span)]

use proc_macro::{Span, TokenStream, TokenTree};

/// One line for each token: its text, line and column, and what the source says there.
fn list(stream: TokenStream, lines: &mut Vec<String>) {
    for tree in stream {
        let span = tree.span();
        let (start, end) = (span.start(), span.end());
        lines.push(format!(
            "{:?} {}:{} to {}:{}, bytes {}",
            span.source_text().unwrap_or_default(),
            start.line(),
            start.column(),
            end.line(),
            end.column(),
            span.byte_range().len(),
        ));
        if let TokenTree::Group(group) = tree {
            list(group.stream(), lines);
        }
    }
}

#[proc_macro]
pub fn places(input: TokenStream) -> TokenStream {
    let mut lines = Vec::new();
    list(input, &mut lines);
    format!("&{lines:?}").parse().unwrap()
}

#[proc_macro]
pub fn file_name(_: TokenStream) -> TokenStream {
    let file = Span::call_site().file();
    let name = file.rsplit(['/', '\\']).next().unwrap();
    let local = Span::call_site().local_file().is_some();
    format!("({name:?}, {local})").parse().unwrap()
}
