//! Token streams on the wire: trees one after the other, each behind a byte that says what it is, and
//! a zero behind the last. Groups have their trees inside of them, so that both directions keep a
//! stack of their own instead of calling themselves.

use crate::fault::WireError;
use crate::host::tree::{DelimSpan, Delimiter, Group, Ident, Literal, Punct, Size, TokenTree};
use crate::host::{Host, HostTree};
use crate::limits::MAX_NESTING;
use crate::protocol::codec::{PUNCT_CHARS, delimiter_tag, read_delimiter};
use crate::protocol::literal;
use crate::protocol::wire::{Reader, Result, Writer};

use super::abi::{
    CALL_SITE, END, GROUP, IDENT, LITERAL, LITERAL_HANDLE, LITERAL_TEXT, PUNCT, Version,
};
use super::dispatch::Dispatcher;

/// Names that no raw identifier has, since they are not looked up as others are.
const NEVER_RAW: [&str; 6] = ["_", "crate", "self", "super", "Self", "$crate"];

/// A keyword since 2018. The edition of a macro that uses it as a name need not be known, and nothing
/// else can be meant: derive macros of serde define and call a macro of that name.
const ONCE_A_NAME: &str = "try";

impl<H: Host> Dispatcher<'_, H> {
    pub(super) fn write_stream(
        &mut self,
        w: &mut Writer<'_>,
        stream: H::TokenStream,
    ) -> Result<()> {
        let mut open = vec![self.host.ts_into_trees(stream).into_iter()];
        while let Some(trees) = open.last_mut() {
            match trees.next() {
                None => {
                    w.u8(END);
                    open.pop();
                }
                Some(TokenTree::Group(group)) => {
                    self.write_group_start(w, group.delimiter, group.span)?;
                    let inner = group.stream.map(|stream| self.host.ts_into_trees(stream));
                    open.push(inner.unwrap_or_default().into_iter());
                }
                Some(tree) => self.write_leaf(w, tree)?,
            }
            if u64::try_from(w.0.len()).unwrap_or(u64::MAX) > self.max_reply {
                return Err(WireError::TooMuchOutput);
            }
        }
        Ok(())
    }

    fn write_group_start(
        &mut self,
        w: &mut Writer<'_>,
        delimiter: Delimiter,
        span: DelimSpan<H::Span>,
    ) -> Result<()> {
        w.u8(GROUP);
        w.u8(delimiter_tag(delimiter));
        w.u32(self.tables.push_span(span.entire)?);
        if self.version == Version::V0_5 {
            w.u32(self.tables.push_span(span.open)?);
            w.u32(self.tables.push_span(span.close)?);
        }
        Ok(())
    }

    fn write_leaf(&mut self, w: &mut Writer<'_>, tree: HostTree<H>) -> Result<()> {
        match tree {
            TokenTree::Ident(Ident { sym, is_raw, span }) => {
                w.u8(IDENT);
                w.u32(self.tables.push_span(span)?);
                let raw = if is_raw { "r#" } else { "" };
                self.host.with_symbol(&sym, |name| w.str(&format!("{raw}{name}")));
            }
            TokenTree::Punct(Punct { ch, joint, span }) => {
                w.u8(PUNCT);
                w.u32(ch.into());
                w.bool(joint);
                w.u32(self.tables.push_span(span)?);
            }
            TokenTree::Literal(literal) => {
                w.u8(LITERAL);
                w.u32(self.tables.push_span(literal.span)?);
                w.u8(LITERAL_HANDLE);
                w.u32(self.tables.push_literal(literal)?);
            }
            // Is written in parts.
            TokenTree::Group(_) => {}
        }
        Ok(())
    }

    pub(super) fn read_stream(&mut self, r: &mut Reader<'_>) -> Result<(H::TokenStream, Size)> {
        let mut open: Vec<Open<H>> = Vec::new();
        let mut trees = Trees::default();
        // Of all trees, wherever they are.
        let mut total = Size::default();
        loop {
            let (tree, size) = match r.tag()? {
                END => {
                    let (stream, size) = self.stream_of(trees);
                    let Some(Open { before, delimiter, span }) = open.pop() else {
                        r.end()?;
                        return Ok((stream, size));
                    };
                    trees = before;
                    let span = DelimSpan { open: span, close: span, entire: span };
                    let group = Group { delimiter, stream: Some(stream), span };
                    (TokenTree::Group(group), Size::group(size))
                }
                GROUP => {
                    let (delimiter, span) = (read_delimiter(r)?, self.read_span(r)?);
                    if u32::try_from(open.len()).is_ok_and(|depth| depth >= MAX_NESTING) {
                        return Err(WireError::NestedTooDeeply);
                    }
                    let before = std::mem::take(&mut trees);
                    open.push(Open { before, delimiter, span });
                    total = total.and(Size::group(Size::default()));
                    continue;
                }
                tag => {
                    let (tree, size) = self.read_leaf(r, tag)?;
                    total = total.and(size);
                    (tree, size)
                }
            };
            self.tables.check_size(Size { depth: 0, ..total })?;
            trees.size = trees.size.and(size);
            trees.list.push(tree);
        }
    }

    fn stream_of(&mut self, trees: Trees<H>) -> (H::TokenStream, Size) {
        let stream = match trees.list.is_empty() {
            true => H::TokenStream::default(),
            false => self.host.ts_concat_trees(None, trees.list),
        };
        (stream, trees.size)
    }

    fn read_leaf(&mut self, r: &mut Reader<'_>, tag: u8) -> Result<(HostTree<H>, Size)> {
        let tree = match tag {
            IDENT => TokenTree::Ident(self.read_ident(r)?),
            PUNCT => {
                let ch = read_punct_char(r)?;
                let (joint, span) = (r.bool()?, self.read_span(r)?);
                TokenTree::Punct(Punct { ch, joint, span })
            }
            LITERAL => TokenTree::Literal(self.read_literal(r)?),
            tag => return r.bad_tag("token tree", tag),
        };
        let size = self.host.tree_size(&tree);
        Ok((tree, size))
    }

    fn read_span(&mut self, r: &mut Reader<'_>) -> Result<H::Span> {
        match r.u32()? {
            CALL_SITE => Ok(self.host.globals().call_site),
            handle => self.tables.span(handle),
        }
    }

    fn read_ident(&mut self, r: &mut Reader<'_>) -> Result<Ident<H::Span, H::Symbol>> {
        let span = self.read_span(r)?;
        let offset = r.offset();
        let text = r.str()?;
        let not_one = WireError::NotAnIdentifier { offset };
        let (is_raw, name) = match text.strip_prefix("r#") {
            Some(name) => (true, name),
            None => (text == ONCE_A_NAME, text),
        };
        if !literal::is_ident(name) || (is_raw && NEVER_RAW.contains(&name)) {
            return Err(not_one);
        }
        let sym = match name.is_ascii() {
            true => self.host.intern(name),
            // Only the host can tell, and normalizes it.
            false => self.host.symbol_normalize_and_validate_ident(name).map_err(|()| not_one)?,
        };
        Ok(Ident { sym, is_raw, span })
    }

    fn read_literal(&mut self, r: &mut Reader<'_>) -> Result<Literal<H::Span, H::Symbol>> {
        let span = self.read_span(r)?;
        match r.tag()? {
            LITERAL_TEXT => {
                let offset = r.offset();
                let text = r.str()?;
                let parts = literal::split(text);
                let (kind, text, suffix) =
                    parts.ok_or(WireError::NotALiteral { offset, kind: "literal" })?;
                let symbol = self.host.intern(text);
                let suffix = suffix.map(|suffix| self.host.intern(suffix));
                Ok(Literal { kind, symbol, suffix, span })
            }
            LITERAL_HANDLE => {
                let literal = self.tables.literal(r.u32()?)?.clone();
                Ok(Literal { span, ..literal })
            }
            tag => r.bad_tag("form of a literal", tag),
        }
    }
}

/// Trees that a stream is to be made of.
struct Trees<H: Host> {
    list: Vec<HostTree<H>>,
    size: Size,
}

impl<H: Host> Default for Trees<H> {
    fn default() -> Self {
        Trees { list: Vec::new(), size: Size::default() }
    }
}

/// A group whose end has not been read, and the trees in front of it.
struct Open<H: Host> {
    before: Trees<H>,
    delimiter: Delimiter,
    span: H::Span,
}

fn read_punct_char(r: &mut Reader<'_>) -> Result<u8> {
    let offset = r.offset();
    let ch = r.u32()?;
    let known = u8::try_from(ch).ok().filter(|ch| PUNCT_CHARS.contains(ch));
    known.ok_or(WireError::NotPunctuation { offset, ch })
}
