//! Token trees, literals and diagnostics as they cross the boundary. Plain data: what a stream, a
//! span or a symbol is belongs to the host.

use std::ops::Bound;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    Parenthesis,
    Brace,
    Bracket,
    None,
}

/// Kind of a literal. The number is that of the `#` around a raw string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LitKind {
    Byte,
    Char,
    Integer,
    Float,
    Str,
    StrRaw(u8),
    ByteStr,
    ByteStrRaw(u8),
    CStr,
    CStrRaw(u8),
    /// A literal in which the host has already reported an error.
    ErrWithGuar,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Error,
    Warning,
    Note,
    Help,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DelimSpan<Span> {
    pub open: Span,
    pub close: Span,
    pub entire: Span,
}

#[derive(Clone, Debug)]
pub struct Group<TokenStream, Span> {
    pub delimiter: Delimiter,
    /// `None` is an empty stream.
    pub stream: Option<TokenStream>,
    pub span: DelimSpan<Span>,
}

#[derive(Clone, Debug)]
pub struct Punct<Span> {
    pub ch: u8,
    pub joint: bool,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Ident<Span, Symbol> {
    pub sym: Symbol,
    pub is_raw: bool,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub struct Literal<Span, Symbol> {
    pub kind: LitKind,
    pub symbol: Symbol,
    pub suffix: Option<Symbol>,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub enum TokenTree<TokenStream, Span, Symbol> {
    Group(Group<TokenStream, Span>),
    Punct(Punct<Span>),
    Ident(Ident<Span, Symbol>),
    Literal(Literal<Span, Symbol>),
}

#[derive(Clone, Debug)]
pub struct Diagnostic<Span> {
    pub level: Level,
    pub message: String,
    pub spans: Vec<Span>,
    pub children: Vec<Diagnostic<Span>>,
}

/// The spans every expansion starts with.
#[derive(Clone, Copy, Debug)]
pub struct ExpnGlobals<Span> {
    pub def_site: Span,
    pub call_site: Span,
    pub mixed_site: Span,
}

/// Bounds of `Span::subspan`, in bytes of the span's text.
pub type SubspanBounds = (Bound<usize>, Bound<usize>);
