//! Token streams: values that are shared until they are taken apart. `proc-macro2` is the lexer.

use std::ops::Range;
use std::rc::Rc;

use proc_macro2 as pm;
use rustc_wasm_proc_macro::tree::{
    self, DelimSpan, Delimiter, Group, Ident, Punct, Size, TokenTree,
};

use super::literal;
use super::source::Span;

pub type Tree = TokenTree<Stream, Span, Rc<str>>;
pub type Literal = tree::Literal<Span, Rc<str>>;

#[derive(Clone, Debug, Default)]
pub struct Stream {
    trees: Rc<Vec<Tree>>,
    size: Size,
}

impl Stream {
    /// Parses source text. `span` is asked for the span of a range of its bytes.
    pub fn parse(text: &str, span: impl Fn(Range<usize>) -> Span) -> Result<Stream, String> {
        let stream: pm::TokenStream = text.parse().map_err(|error: pm::LexError| {
            let at = error.span().start();
            format!("cannot parse string into token stream, at {}:{}", at.line, at.column + 1)
        })?;
        Ok(convert(stream, &span))
    }

    pub fn trees(&self) -> &[Tree] {
        &self.trees
    }

    pub fn size(&self) -> Size {
        self.size
    }

    pub fn into_trees(self) -> Vec<Tree> {
        Rc::unwrap_or_clone(self.trees)
    }
}

impl FromIterator<Tree> for Stream {
    fn from_iter<I: IntoIterator<Item = Tree>>(trees: I) -> Stream {
        let trees: Vec<Tree> = trees.into_iter().collect();
        let size = trees.iter().map(size_of_tree).fold(Size::default(), Size::and);
        Stream { trees: Rc::new(trees), size }
    }
}

fn size_of_tree(tree: &Tree) -> Size {
    match tree {
        TokenTree::Group(group) => {
            Size::group(group.stream.as_ref().map_or(Size::default(), Stream::size))
        }
        TokenTree::Literal(literal) => {
            let suffix = literal.suffix.as_ref().map_or(0, |suffix| suffix.len());
            Size::with_text(literal.symbol.len().saturating_add(suffix))
        }
        TokenTree::Ident(ident) => Size::with_text(ident.sym.len()),
        TokenTree::Punct(_) => Size::TOKEN,
    }
}

fn convert(stream: pm::TokenStream, span: &dyn Fn(Range<usize>) -> Span) -> Stream {
    stream.into_iter().map(|tree| convert_tree(tree, span)).collect()
}

fn convert_tree(tree: pm::TokenTree, span: &dyn Fn(Range<usize>) -> Span) -> Tree {
    let whole = span(tree.span().byte_range());
    match tree {
        pm::TokenTree::Group(group) => TokenTree::Group(Group {
            delimiter: match group.delimiter() {
                pm::Delimiter::Parenthesis => Delimiter::Parenthesis,
                pm::Delimiter::Brace => Delimiter::Brace,
                pm::Delimiter::Bracket => Delimiter::Bracket,
                pm::Delimiter::None => Delimiter::None,
            },
            stream: Some(convert(group.stream(), span)),
            span: DelimSpan {
                open: span(group.span_open().byte_range()),
                close: span(group.span_close().byte_range()),
                entire: whole,
            },
        }),
        pm::TokenTree::Punct(punct) => TokenTree::Punct(Punct {
            // The lexer makes no others.
            ch: u8::try_from(punct.as_char()).unwrap_or(b'?'),
            joint: punct.spacing() == pm::Spacing::Joint,
            span: whole,
        }),
        pm::TokenTree::Ident(ident) => {
            let text = ident.to_string();
            let (is_raw, name) = match text.strip_prefix("r#") {
                Some(name) => (true, name),
                None => (false, text.as_str()),
            };
            TokenTree::Ident(Ident { sym: name.into(), is_raw, span: whole })
        }
        pm::TokenTree::Literal(token) => {
            TokenTree::Literal(literal::parts(&token.to_string(), whole))
        }
    }
}
