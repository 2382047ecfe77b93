//! Token streams as source text: what a macro sees of a stream's `to_string`, and what the user does.

use rustc_wasm_proc_macro::literal;
use rustc_wasm_proc_macro::tree::{Delimiter, Group, Ident, Punct, TokenTree};

use super::stream::{Stream, Tree};

/// Keywords behind which a parenthesis opens no list of arguments.
const SPACED_KEYWORDS: [&str; 12] =
    ["as", "else", "for", "if", "in", "let", "match", "mut", "return", "where", "while", "break"];

pub fn of_stream(stream: &Stream) -> String {
    let mut out = String::new();
    push(&mut out, stream.trees());
    out
}

fn push(out: &mut String, trees: &[Tree]) {
    let mut previous: Option<&Tree> = None;
    for tree in trees {
        if previous.is_some_and(|previous| has_space(previous, tree)) {
            out.push(' ');
        }
        push_tree(out, tree);
        previous = Some(tree);
    }
}

fn push_tree(out: &mut String, tree: &Tree) {
    match tree {
        TokenTree::Group(group) => push_group(out, group),
        TokenTree::Punct(punct) => out.push(punct.ch.into()),
        TokenTree::Ident(Ident { sym, is_raw, .. }) => {
            if *is_raw {
                out.push_str("r#");
            }
            out.push_str(sym);
        }
        TokenTree::Literal(token) => {
            let suffix = token.suffix.as_deref().unwrap_or_default();
            out.push_str(&literal::source(token.kind, &token.symbol, suffix));
        }
    }
}

fn push_group<S>(out: &mut String, group: &Group<Stream, S>) {
    let (open, close) = match group.delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    };
    out.push_str(open);
    let inner = group.stream.as_ref().map_or(&[][..], |stream| stream.trees());
    let pad = group.delimiter == Delimiter::Brace && !inner.is_empty();
    if pad {
        out.push(' ');
    }
    push(out, inner);
    if pad {
        out.push(' ');
    }
    out.push_str(close);
}

/// Whether a space is needed or usual.
fn has_space(left: &Tree, right: &Tree) -> bool {
    match (left, right) {
        (TokenTree::Punct(Punct { joint: true, .. }), _) => false,
        (TokenTree::Punct(Punct { ch: b'\'' | b'$', .. }), TokenTree::Ident(_)) => false,
        (TokenTree::Punct(Punct { ch: b'#' | b'!', .. }), TokenTree::Group(group)) => {
            group.delimiter != Delimiter::Bracket
        }
        (TokenTree::Punct(Punct { ch: b'.', .. }), TokenTree::Ident(_) | TokenTree::Literal(_)) => {
            false
        }
        (TokenTree::Punct(_), _) => true,
        (_, TokenTree::Punct(Punct { ch: b',' | b';', .. })) => false,
        // `1 .0` must not become a number.
        (left, TokenTree::Punct(Punct { ch: b'.', .. })) => matches!(left, TokenTree::Literal(_)),
        (TokenTree::Ident(ident), TokenTree::Group(group)) => {
            group.delimiter != Delimiter::Parenthesis || SPACED_KEYWORDS.contains(&&*ident.sym)
        }
        _ => true,
    }
}
