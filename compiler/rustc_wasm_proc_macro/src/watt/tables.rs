//! Tables of the streams, literals and spans that a module has handles of, for the time of one
//! expansion. Handles are indices, from 0 in each table and each expansion, as watt gives them out.

use crate::fault::WireError;
use crate::host::tree::{Literal, Size};
use crate::protocol::handles::Held;
use crate::protocol::room::Room;
use crate::protocol::wire::Result;

pub(crate) struct Tables<TokenStream, Span, Symbol> {
    streams: Vec<Held<TokenStream>>,
    literals: Vec<Literal<Span, Symbol>>,
    spans: Vec<Span>,
    /// For everything.
    room: Room,
}

impl<TokenStream, Span: Copy, Symbol> Tables<TokenStream, Span, Symbol> {
    pub(crate) fn new(max_bytes: u64) -> Self {
        let (streams, literals, spans) = Default::default();
        Tables { streams, literals, spans, room: Room::new(max_bytes) }
    }

    /// Whether tokens of this size can be held.
    pub(crate) fn check_size(&self, size: Size) -> Result<()> {
        self.room.check(size)
    }

    /// Counts tokens whose spans and literals are about to be given out.
    pub(crate) fn hold(&mut self, size: Size) -> Result<()> {
        self.room.take(size)
    }

    pub(crate) fn push_stream(&mut self, stream: TokenStream, size: Size) -> Result<u32> {
        // An empty one has a handle, too.
        self.hold(size.and(Size::HANDLE))?;
        push(&mut self.streams, Held { stream, size }, "token stream")
    }

    pub(crate) fn stream(&self, handle: u32) -> Result<&Held<TokenStream>> {
        get(&self.streams, handle, "token stream")
    }

    /// Of a token that is held.
    pub(crate) fn push_literal(&mut self, literal: Literal<Span, Symbol>) -> Result<u32> {
        push(&mut self.literals, literal, "literal")
    }

    pub(crate) fn literal(&self, handle: u32) -> Result<&Literal<Span, Symbol>> {
        get(&self.literals, handle, "literal")
    }

    /// Of a token that is held. Equal spans have handles of their own.
    pub(crate) fn push_span(&mut self, span: Span) -> Result<u32> {
        push(&mut self.spans, span, "span")
    }

    pub(crate) fn span(&self, handle: u32) -> Result<Span> {
        get(&self.spans, handle, "span").copied()
    }
}

fn push<T>(table: &mut Vec<T>, value: T, kind: &'static str) -> Result<u32> {
    // The last number stands for what is not there.
    let handle = u32::try_from(table.len()).ok().filter(|&handle| handle != u32::MAX);
    let handle = handle.ok_or(WireError::HandlesExhausted { kind })?;
    table.push(value);
    Ok(handle)
}

fn get<'a, T>(table: &'a [T], handle: u32, kind: &'static str) -> Result<&'a T> {
    table.get(handle as usize).ok_or(WireError::StaleHandle { kind, handle })
}
