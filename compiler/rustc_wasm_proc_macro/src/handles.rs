//! Tables of the streams and spans a module holds handles to, for the time of one expansion.
//!
//! Handles are never reused, not even by the next expansion of the same instance, so that a value
//! kept in a `static` of the macro beyond its expansion is an error, as it is for a native macro.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use crate::wire::{Result, WireError};

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
    first: u32,
    slots: Vec<Option<T>>,
}

impl<T> Table<T> {
    fn new(kind: &'static str, first: u32) -> Self {
        Table { kind, first, slots: Vec::new() }
    }

    fn next(&self) -> Option<u32> {
        self.first.checked_add(u32::try_from(self.slots.len()).ok()?)
    }

    fn alloc(&mut self, value: T) -> Result<u32> {
        let exhausted = WireError::HandlesExhausted { kind: self.kind };
        let handle = self.next().ok_or(exhausted)?;
        self.slots.push(Some(value));
        Ok(handle)
    }

    fn slot(&mut self, handle: u32) -> Option<&mut Option<T>> {
        let index = handle.checked_sub(self.first)?;
        self.slots.get_mut(index as usize)
    }

    fn stale(&self, handle: u32) -> WireError {
        WireError::StaleHandle { kind: self.kind, handle }
    }

    fn get(&mut self, handle: u32) -> Result<&T> {
        let stale = self.stale(handle);
        self.slot(handle).and_then(|slot| slot.as_ref()).ok_or(stale)
    }

    fn take(&mut self, handle: u32) -> Result<T> {
        let stale = self.stale(handle);
        self.slot(handle).and_then(Option::take).ok_or(stale)
    }
}

/// All handles of one expansion.
pub(crate) struct Handles<TokenStream, Span> {
    streams: Table<TokenStream>,
    spans: Table<Span>,
    span_handles: FxHashMap<Span, u32>,
}

impl<TokenStream, Span: Copy + Eq + Hash> Handles<TokenStream, Span> {
    pub(crate) fn new(counters: HandleCounters) -> Self {
        Handles {
            streams: Table::new("token stream", counters.stream),
            spans: Table::new("span", counters.span),
            span_handles: FxHashMap::default(),
        }
    }

    /// Where the next expansion's handles start.
    pub(crate) fn counters(&self) -> HandleCounters {
        HandleCounters {
            stream: self.streams.next().unwrap_or(u32::MAX),
            span: self.spans.next().unwrap_or(u32::MAX),
        }
    }

    pub(crate) fn alloc_stream(&mut self, stream: TokenStream) -> Result<u32> {
        self.streams.alloc(stream)
    }

    pub(crate) fn stream(&mut self, handle: u32) -> Result<&TokenStream> {
        self.streams.get(handle)
    }

    pub(crate) fn take_stream(&mut self, handle: u32) -> Result<TokenStream> {
        self.streams.take(handle)
    }

    /// Equal spans have the same handle: macros compare spans by it.
    pub(crate) fn alloc_span(&mut self, span: Span) -> Result<u32> {
        if let Some(&handle) = self.span_handles.get(&span) {
            return Ok(handle);
        }
        let handle = self.spans.alloc(span)?;
        self.span_handles.insert(span, handle);
        Ok(handle)
    }

    pub(crate) fn span(&mut self, handle: u32) -> Result<Span> {
        self.spans.get(handle).copied()
    }
}
