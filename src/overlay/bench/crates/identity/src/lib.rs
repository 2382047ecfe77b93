//! Macros that change nothing, so that what they cost is the way to them and back. It knows nothing of what they are
//! used on.

use proc_macro::{Group, TokenStream, TokenTree};

/// Gives the input back without looking at it.
#[proc_macro]
pub fn same(input: TokenStream) -> TokenStream {
    input
}

/// Takes the input apart, token by token, and puts it together again.
#[proc_macro]
pub fn rebuilt(input: TokenStream) -> TokenStream {
    rebuild(input)
}

fn rebuild(stream: TokenStream) -> TokenStream {
    stream.into_iter().map(rebuild_tree).collect()
}

fn rebuild_tree(tree: TokenTree) -> TokenTree {
    let TokenTree::Group(group) = tree else { return tree };
    let mut copy = Group::new(group.delimiter(), rebuild(group.stream()));
    copy.set_span(group.span());
    copy.into()
}
