//! How large a token stream is, in the measure of `rustc_wasm_proc_macro`: that of the trees a macro
//! would be given, without making them.

use rustc_ast::AttrStyle;
use rustc_ast::token::{Lit, TokenKind};
use rustc_ast::tokenstream::{TokenStream, TokenTree};
use rustc_span::Symbol;
use rustc_wasm_proc_macro::tree::Size;

pub(super) fn of_stream(stream: &TokenStream) -> Size {
    let mut size = Size::default();
    // Without recursion, since the stream may nest deeply.
    let mut streams = vec![(stream, 0)];
    while let Some((stream, depth)) = streams.pop() {
        size.depth = size.depth.max(depth);
        for tree in stream.iter() {
            let tree = match tree {
                TokenTree::Token(token, _) => of_token(&token.kind),
                TokenTree::Delimited(.., inner) => {
                    streams.push((inner, depth + 1));
                    puncts(2)
                }
            };
            size = size.and(Size { depth: depth + tree.depth, ..tree });
        }
    }
    size
}

fn of_token(kind: &TokenKind) -> Size {
    use TokenKind::*;
    match *kind {
        Literal(Lit { symbol, suffix, .. }) => Size::with_text(len(symbol) + suffix.map_or(0, len)),
        Ident(name, _) => Size::with_text(len(name)),
        NtIdent(ident, _) => Size::with_text(len(ident.name)),
        Lifetime(name, _) => lifetime(name),
        NtLifetime(ident, _) => Size::group(lifetime(ident.name)),
        // `#[doc = "..."]` or `#![doc = "..."]`.
        DocComment(_, style, text) => {
            let text: usize = text.as_str().chars().map(|c| c.escape_debug().len()).sum();
            let inner = Size::with_text("doc".len()).and(puncts(1)).and(Size::with_text(text));
            let before = if style == AttrStyle::Inner { 2 } else { 1 };
            puncts(before).and(Size::group(inner))
        }
        DotDotDot | DotDotEq | ShlEq | ShrEq => puncts(3),
        Le | EqEq | Ne | Ge | AndAnd | OrOr | Shl | Shr | PlusEq | MinusEq | StarEq | SlashEq
        | PercentEq | CaretEq | AndEq | OrEq | DotDot | PathSep | RArrow | LArrow | FatArrow => {
            puncts(2)
        }
        _ => puncts(1),
    }
}

/// The name of a lifetime has its quote, which is a token of its own.
fn lifetime(name: Symbol) -> Size {
    puncts(1).and(Size::with_text(len(name) - 1))
}

fn puncts(count: u64) -> Size {
    Size { bytes: count * Size::TOKEN.bytes, depth: 0 }
}

fn len(symbol: Symbol) -> usize {
    symbol.as_str().len()
}
