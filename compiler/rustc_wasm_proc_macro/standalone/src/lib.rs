//! Token streams for a host that is not a compiler: values that are shared until they are taken apart, with
//! spans of the host's own kind. `proc-macro2` is the lexer, and the engine's [`literal::split`] takes its
//! literals apart. `cargo wasm-macro expand` and the engine's tests are such hosts.
//!
//! Spans are what these two do not share: one has places in files, and the other numbers without any meaning, by
//! which tests see what each span was made from.
//!
//! ```
//! use rustc_wasm_standalone_host::Stream;
//!
//! let stream = Stream::parse("x = [1e5f32]", |range| range.start).unwrap();
//! assert_eq!(stream.trees().len(), 3);
//! assert!(Stream::parse("1em", |_| ()).is_err());
//! ```

use std::ops::Range;
use std::rc::Rc;

use proc_macro2 as pm;
use rustc_wasm_proc_macro::literal;
use rustc_wasm_proc_macro::tree::{
    self, DelimSpan, Delimiter, Group, Ident, Punct, Size, TokenTree,
};

pub type Tree<S> = TokenTree<Stream<S>, S, Rc<str>>;
pub type Literal<S> = tree::Literal<S, Rc<str>>;

/// `S` is a span.
#[derive(Clone, Debug)]
pub struct Stream<S> {
    trees: Rc<Vec<Tree<S>>>,
    size: Size,
}

impl<S> Default for Stream<S> {
    fn default() -> Self {
        Stream { trees: Rc::default(), size: Size::default() }
    }
}

impl<S: Copy> Stream<S> {
    /// Parses source text. `span` is asked for the span of a range of its bytes.
    pub fn parse(text: &str, span: impl Fn(Range<usize>) -> S) -> Result<Stream<S>, String> {
        let stream: pm::TokenStream = text.parse().map_err(|error: pm::LexError| {
            let at = error.span().start();
            format!("cannot parse string into token stream, at {}:{}", at.line, at.column + 1)
        })?;
        convert(stream, &span)
    }

    /// The streams as one.
    pub fn concat(streams: impl IntoIterator<Item = Stream<S>>) -> Stream<S> {
        streams.into_iter().flat_map(Stream::into_trees).collect()
    }

    pub fn into_trees(self) -> Vec<Tree<S>> {
        Rc::unwrap_or_clone(self.trees)
    }
}

impl<S> Stream<S> {
    pub fn trees(&self) -> &[Tree<S>] {
        &self.trees
    }

    pub fn size(&self) -> Size {
        self.size
    }
}

impl<S> FromIterator<Tree<S>> for Stream<S> {
    fn from_iter<I: IntoIterator<Item = Tree<S>>>(trees: I) -> Self {
        let trees: Vec<Tree<S>> = trees.into_iter().collect();
        let size = trees.iter().map(size_of_tree).fold(Size::default(), Size::and);
        Stream { trees: Rc::new(trees), size }
    }
}

/// A literal by its source, which may have a sign.
pub fn literal<S>(source: &str, span: S) -> Result<Literal<S>, String> {
    let (kind, symbol, suffix) = literal::split(source).ok_or("not a literal")?;
    Ok(Literal { kind, symbol: symbol.into(), suffix: suffix.map(Rc::from), span })
}

fn size_of_tree<S>(tree: &Tree<S>) -> Size {
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

type Spans<'a, S> = &'a dyn Fn(Range<usize>) -> S;

fn convert<S: Copy>(stream: pm::TokenStream, span: Spans<'_, S>) -> Result<Stream<S>, String> {
    stream.into_iter().map(|tree| convert_tree(tree, span)).collect()
}

fn convert_tree<S: Copy>(tree: pm::TokenTree, span: Spans<'_, S>) -> Result<Tree<S>, String> {
    let whole = span(tree.span().byte_range());
    Ok(match tree {
        pm::TokenTree::Group(group) => TokenTree::Group(Group {
            delimiter: match group.delimiter() {
                pm::Delimiter::Parenthesis => Delimiter::Parenthesis,
                pm::Delimiter::Brace => Delimiter::Brace,
                pm::Delimiter::Bracket => Delimiter::Bracket,
                pm::Delimiter::None => Delimiter::None,
            },
            stream: Some(convert(group.stream(), span)?),
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
            // The lexer takes more for literals than rustc's does, and leaves line ends as they are.
            let source = token.to_string().replace("\r\n", "\n");
            let literal = literal(&source, whole);
            TokenTree::Literal(literal.map_err(|_| format!("`{source}` is not a valid literal"))?)
        }
    })
}
