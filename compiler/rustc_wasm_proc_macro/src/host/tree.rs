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

impl LitKind {
    /// What the text of a literal is between: letters before it, quotes, and the number of `#`.
    pub fn delimiters(self) -> (&'static str, &'static str, u8) {
        match self {
            LitKind::Byte => ("b", "'", 0),
            LitKind::Char => ("", "'", 0),
            LitKind::Integer | LitKind::Float | LitKind::ErrWithGuar => ("", "", 0),
            LitKind::Str => ("", "\"", 0),
            LitKind::StrRaw(hashes) => ("r", "\"", hashes),
            LitKind::ByteStr => ("b", "\"", 0),
            LitKind::ByteStrRaw(hashes) => ("br", "\"", hashes),
            LitKind::CStr => ("c", "\"", 0),
            LitKind::CStrRaw(hashes) => ("cr", "\"", hashes),
        }
    }
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

/// How large a token stream is: what it takes of the memory of rustc, which has 32 bytes for a token in a
/// vector that may be half empty, and for a group another such vector.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// 64 for each token, delimiters included, and the length of the text of identifiers and literals.
    pub bytes: u64,
    /// How deep groups nest; 0 if there are none.
    pub depth: u32,
}

impl Size {
    /// Of a token without text.
    pub const TOKEN: Size = Size { bytes: 64, depth: 0 };

    /// Of a stream that has a handle, without its tokens: 50 to 200 bytes are measured.
    pub const HANDLE: Size = Size { bytes: 256, depth: 0 };

    /// Of a span that has a handle, in two tables.
    pub const SPAN: Size = Size { bytes: 96, depth: 0 };

    /// Of an identifier or a literal with `text` bytes of text.
    pub fn with_text(text: usize) -> Size {
        let text = u64::try_from(text).unwrap_or(u64::MAX);
        Size { bytes: Size::TOKEN.bytes.saturating_add(text), depth: 0 }
    }

    /// Of a group of tokens.
    pub fn group(tokens: Size) -> Size {
        let delimiters = Size::TOKEN.and(Size::TOKEN).bytes;
        Size {
            bytes: tokens.bytes.saturating_add(delimiters),
            depth: tokens.depth.saturating_add(1),
        }
    }

    /// Of tokens followed by others.
    pub fn and(self, other: Size) -> Size {
        Size { bytes: self.bytes.saturating_add(other.bytes), depth: self.depth.max(other.depth) }
    }
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
