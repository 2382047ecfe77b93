//! Tables of the streams and spans a module holds handles to, for the time of one expansion.
//!
//! Handles are never reused, not even by the next expansion of the same instance, so that a value
//! kept in a `static` of the macro beyond its expansion is an error, as it is for a native macro.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use crate::fault::WireError;
use crate::host::tree::Size;
use crate::protocol::room::Room;
use crate::protocol::wire::Result;

/// The next free handles of an instance, which outlive an expansion.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HandleCounters {
    pub(crate) stream: u32,
    pub(crate) span: u32,
}

impl Default for HandleCounters {
    fn default() -> Self {
        // 0 is `abi::NO_STREAM`.
        HandleCounters { stream: 1, span: 1 }
    }
}

struct Table<T> {
    kind: &'static str,
    next: u32,
    /// Only those that stand for something, so that a module cannot fill the host's memory with
    /// handles that it has given back.
    values: FxHashMap<u32, T>,
}

impl<T> Table<T> {
    fn new(kind: &'static str, next: u32) -> Self {
        Table { kind, next, values: FxHashMap::default() }
    }

    fn alloc(&mut self, value: T) -> Result<u32> {
        let handle = self.next;
        let exhausted = WireError::HandlesExhausted { kind: self.kind };
        self.next = handle.checked_add(1).ok_or(exhausted)?;
        self.values.insert(handle, value);
        Ok(handle)
    }

    fn stale(&self, handle: u32) -> WireError {
        WireError::StaleHandle { kind: self.kind, handle }
    }

    fn get(&self, handle: u32) -> Result<&T> {
        self.values.get(&handle).ok_or_else(|| self.stale(handle))
    }

    fn take(&mut self, handle: u32) -> Result<T> {
        self.values.remove(&handle).ok_or_else(|| self.stale(handle))
    }
}

/// A stream, and how large it is.
#[derive(Clone, Default)]
pub(crate) struct Held<TokenStream> {
    pub(crate) stream: TokenStream,
    pub(crate) size: Size,
}

/// All handles of one expansion.
pub(crate) struct Handles<TokenStream, Span> {
    streams: Table<Held<TokenStream>>,
    spans: Table<Span>,
    span_handles: FxHashMap<Span, u32>,
    /// For streams and spans.
    room: Room,
}

impl<TokenStream, Span: Copy + Eq + Hash> Handles<TokenStream, Span> {
    pub(crate) fn new(counters: HandleCounters, max_bytes: u64) -> Self {
        Handles {
            streams: Table::new("token stream", counters.stream),
            spans: Table::new("span", counters.span),
            span_handles: FxHashMap::default(),
            room: Room::new(max_bytes),
        }
    }

    /// Where the next expansion's handles start.
    pub(crate) fn counters(&self) -> HandleCounters {
        HandleCounters { stream: self.streams.next, span: self.spans.next }
    }

    /// Whether tokens of this size can be held.
    pub(crate) fn check_size(&self, size: Size) -> Result<()> {
        self.room.check(size)
    }

    pub(crate) fn alloc_stream(&mut self, stream: TokenStream, size: Size) -> Result<u32> {
        // An empty one has a handle, too.
        self.room.take(size.and(Size::HANDLE))?;
        self.streams.alloc(Held { stream, size })
    }

    pub(crate) fn stream(&self, handle: u32) -> Result<&Held<TokenStream>> {
        self.streams.get(handle)
    }

    pub(crate) fn take_stream(&mut self, handle: u32) -> Result<Held<TokenStream>> {
        let held = self.streams.take(handle)?;
        self.room.give_back(held.size.and(Size::HANDLE));
        Ok(held)
    }

    /// Equal spans have the same handle: macros compare spans by it.
    pub(crate) fn alloc_span(&mut self, span: Span) -> Result<u32> {
        if let Some(&handle) = self.span_handles.get(&span) {
            return Ok(handle);
        }
        self.room.take(Size::SPAN)?;
        let handle = self.spans.alloc(span)?;
        self.span_handles.insert(span, handle);
        Ok(handle)
    }

    pub(crate) fn span(&self, handle: u32) -> Result<Span> {
        self.spans.get(handle).copied()
    }
}
