//! Token trees, spans and diagnostics on the wire: how each is read and written, with the handles that
//! streams and spans stand for. Which of them a request has is `dispatch`'s business.

use crate::fault::WireError;
use crate::host::tree::{
    DelimSpan, Delimiter, Diagnostic, Group, Ident, Level, LitKind, Literal, Punct, Size, TokenTree,
};
use crate::host::{Host, HostTree};
use crate::protocol::dispatch::Dispatcher;
use crate::protocol::handles::Held;
use crate::protocol::literal;
use crate::protocol::wire::{MAX_DEPTH, Reader, Result, Writer};

impl<H: Host> Dispatcher<'_, H> {
    pub(super) fn read_owned_stream(&mut self, r: &mut Reader<'_>) -> Result<Held<H::TokenStream>> {
        self.handles.take_stream(r.u32()?)
    }

    pub(super) fn read_span(&mut self, r: &mut Reader<'_>) -> Result<H::Span> {
        self.handles.span(r.u32()?)
    }

    pub(super) fn read_tree(&mut self, r: &mut Reader<'_>) -> Result<(HostTree<H>, Size)> {
        let tree = match r.tag()? {
            0 => {
                let delimiter = read_delimiter(r)?;
                let inner = r.option(|r| self.read_owned_stream(r))?;
                let size = Size::group(inner.as_ref().map_or(Size::default(), |held| held.size));
                let tree = TokenTree::Group(Group {
                    delimiter,
                    stream: inner.map(|held| held.stream),
                    span: DelimSpan {
                        open: self.read_span(r)?,
                        close: self.read_span(r)?,
                        entire: self.read_span(r)?,
                    },
                });
                return Ok((tree, size));
            }
            1 => TokenTree::Punct(Punct {
                ch: read_punct_char(r)?,
                joint: r.bool()?,
                span: self.read_span(r)?,
            }),
            2 => TokenTree::Ident(Ident {
                sym: self.read_ident(r)?,
                is_raw: r.bool()?,
                span: self.read_span(r)?,
            }),
            3 => TokenTree::Literal(self.read_literal(r)?),
            tag => return r.bad_tag("token tree", tag),
        };
        let size = self.host.tree_size(&tree);
        Ok((tree, size))
    }

    fn read_literal(&mut self, r: &mut Reader<'_>) -> Result<Literal<H::Span, H::Symbol>> {
        let kind = self.read_lit_kind(r)?;
        let offset = r.offset();
        let text = r.str()?;
        if !literal::is_text_of(kind, text) {
            return Err(WireError::NotALiteral { offset, kind: literal::name(kind) });
        }
        let symbol = self.host.intern(text);
        let suffix = r.option(|r| self.read_suffix(r))?;
        Ok(Literal { kind, symbol, suffix, span: self.read_span(r)? })
    }

    fn read_suffix(&mut self, r: &mut Reader<'_>) -> Result<H::Symbol> {
        let offset = r.offset();
        let text = r.str()?;
        if !literal::is_suffix(text) {
            return Err(WireError::NotALiteral { offset, kind: "literal suffix" });
        }
        Ok(self.host.intern(text))
    }

    fn read_lit_kind(&mut self, r: &mut Reader<'_>) -> Result<LitKind> {
        Ok(match r.tag()? {
            0 => LitKind::Byte,
            1 => LitKind::Char,
            2 => LitKind::Integer,
            3 => LitKind::Float,
            4 => LitKind::Str,
            5 => LitKind::StrRaw(r.u8()?),
            6 => LitKind::ByteStr,
            7 => LitKind::ByteStrRaw(r.u8()?),
            8 => LitKind::CStr,
            9 => LitKind::CStrRaw(r.u8()?),
            10 if self.gave_erroneous_literal => LitKind::ErrWithGuar,
            tag => return r.bad_tag("literal kind", tag),
        })
    }

    /// `proc_macro::Ident` accepts less, but needs the host to tell. What is not ASCII is left to it.
    fn read_ident(&mut self, r: &mut Reader<'_>) -> Result<H::Symbol> {
        let offset = r.offset();
        let text = r.str()?;
        if !literal::is_ident(text) {
            return Err(WireError::NotAnIdentifier { offset });
        }
        Ok(self.host.intern(text))
    }

    pub(super) fn read_diagnostic(
        &mut self,
        r: &mut Reader<'_>,
        depth: usize,
        left: &mut u32,
    ) -> Result<Diagnostic<H::Span>> {
        if depth > MAX_DEPTH {
            return Err(WireError::TooDeep { offset: r.offset() });
        }
        *left = left.checked_sub(1).ok_or(WireError::TooManyNotes { offset: r.offset() })?;
        self.charge_diagnostic();
        Ok(Diagnostic {
            level: read_level(r)?,
            message: r.str()?.to_owned(),
            spans: r.list(|r| self.read_span(r))?,
            children: r.list(|r| self.read_diagnostic(r, depth.saturating_add(1), left))?,
        })
    }

    pub(super) fn write_stream(
        &mut self,
        w: &mut Writer<'_>,
        stream: H::TokenStream,
    ) -> Result<()> {
        let size = self.size(&stream);
        self.write_sized_stream(w, stream, size)
    }

    pub(super) fn write_sized_stream(
        &mut self,
        w: &mut Writer<'_>,
        stream: H::TokenStream,
        size: Size,
    ) -> Result<()> {
        w.u32(self.handles.alloc_stream(stream, size)?);
        Ok(())
    }

    pub(super) fn write_span(&mut self, w: &mut Writer<'_>, span: H::Span) -> Result<()> {
        w.u32(self.handles.alloc_span(span)?);
        Ok(())
    }

    pub(super) fn write_optional_span(
        &mut self,
        w: &mut Writer<'_>,
        span: Option<H::Span>,
    ) -> Result<()> {
        match span {
            Some(span) => {
                w.some();
                self.write_span(w, span)
            }
            None => {
                w.none();
                Ok(())
            }
        }
    }

    pub(super) fn write_symbol(&mut self, w: &mut Writer<'_>, symbol: &H::Symbol) {
        self.host.with_symbol(symbol, |text| w.str(text));
    }

    pub(super) fn write_tree(&mut self, w: &mut Writer<'_>, tree: HostTree<H>) -> Result<()> {
        match tree {
            TokenTree::Group(group) => {
                w.u8(0);
                w.u8(delimiter_tag(group.delimiter));
                match group.stream {
                    Some(stream) => {
                        w.some();
                        self.write_stream(w, stream)?;
                    }
                    None => w.none(),
                }
                self.write_span(w, group.span.open)?;
                self.write_span(w, group.span.close)?;
                self.write_span(w, group.span.entire)
            }
            TokenTree::Punct(punct) => {
                w.u8(1);
                w.u8(punct.ch);
                w.bool(punct.joint);
                self.write_span(w, punct.span)
            }
            TokenTree::Ident(ident) => {
                w.u8(2);
                self.write_symbol(w, &ident.sym);
                w.bool(ident.is_raw);
                self.write_span(w, ident.span)
            }
            TokenTree::Literal(literal) => {
                w.u8(3);
                self.write_literal(w, literal)
            }
        }
    }

    pub(super) fn write_literal(
        &mut self,
        w: &mut Writer<'_>,
        literal: Literal<H::Span, H::Symbol>,
    ) -> Result<()> {
        self.gave_erroneous_literal |= literal.kind == LitKind::ErrWithGuar;
        write_lit_kind(w, literal.kind);
        self.write_symbol(w, &literal.symbol);
        match &literal.suffix {
            Some(suffix) => {
                w.some();
                self.write_symbol(w, suffix);
            }
            None => w.none(),
        }
        self.write_span(w, literal.span)
    }
}
pub(crate) fn read_delimiter(r: &mut Reader<'_>) -> Result<Delimiter> {
    Ok(match r.tag()? {
        0 => Delimiter::Parenthesis,
        1 => Delimiter::Brace,
        2 => Delimiter::Bracket,
        3 => Delimiter::None,
        tag => return r.bad_tag("delimiter", tag),
    })
}

pub(crate) fn delimiter_tag(delimiter: Delimiter) -> u8 {
    match delimiter {
        Delimiter::Parenthesis => 0,
        Delimiter::Brace => 1,
        Delimiter::Bracket => 2,
        Delimiter::None => 3,
    }
}

/// The characters `proc_macro::Punct::new` accepts. A host may take any other one for its own bug.
pub(crate) const PUNCT_CHARS: &[u8] = b"=<>!~+-*/%^&|@.,;:#$?'";

fn read_punct_char(r: &mut Reader<'_>) -> Result<u8> {
    let ch = r.u8()?;
    if PUNCT_CHARS.contains(&ch) { Ok(ch) } else { r.bad_tag("punctuation character", ch) }
}

fn read_level(r: &mut Reader<'_>) -> Result<Level> {
    Ok(match r.tag()? {
        0 => Level::Error,
        1 => Level::Warning,
        2 => Level::Note,
        3 => Level::Help,
        tag => return r.bad_tag("diagnostic level", tag),
    })
}

fn write_lit_kind(w: &mut Writer<'_>, kind: LitKind) {
    let (tag, hashes) = match kind {
        LitKind::Byte => (0, None),
        LitKind::Char => (1, None),
        LitKind::Integer => (2, None),
        LitKind::Float => (3, None),
        LitKind::Str => (4, None),
        LitKind::StrRaw(n) => (5, Some(n)),
        LitKind::ByteStr => (6, None),
        LitKind::ByteStrRaw(n) => (7, Some(n)),
        LitKind::CStr => (8, None),
        LitKind::CStrRaw(n) => (9, Some(n)),
        LitKind::ErrWithGuar => (10, None),
    };
    w.u8(tag);
    if let Some(hashes) = hashes {
        w.u8(hashes);
    }
}
