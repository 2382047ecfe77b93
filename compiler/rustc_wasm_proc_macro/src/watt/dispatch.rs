//! Answers what a module asks of the compiler: decodes a request, asks the host, encodes the reply.
//! Knows the handles, but not the engine the module runs in.

use crate::fault::WireError;
use crate::host::Host;
use crate::host::tree::Size;
use crate::limits::cost;
use crate::protocol::dispatch::check_nesting;
use crate::protocol::handles::Held;
use crate::protocol::literal;
use crate::protocol::wire::{Reader, Result, Writer};

use super::abi::{Method, NOT_PARSED, Version};
use super::tables::Tables;

/// A host during one expansion, with the handles given out in it.
pub(crate) struct Dispatcher<'h, H: Host> {
    pub(crate) host: &'h mut H,
    pub(super) version: Version,
    pub(super) tables: Tables<H::TokenStream, H::Span, H::Symbol>,
    /// How long a reply may be.
    pub(super) max_reply: u64,
    /// Fuel for what the host has done since it was last asked for.
    pub(super) work: u64,
}

impl<'h, H: Host> Dispatcher<'h, H> {
    /// All that the module holds may have `max_bytes`.
    pub(crate) fn new(host: &'h mut H, version: Version, max_bytes: u64) -> Self {
        let tables = Tables::new(max_bytes);
        Dispatcher { host, version, tables, max_reply: max_bytes, work: 0 }
    }

    /// The handle of a stream: an input of the macro, or one that the host has parsed.
    pub(crate) fn alloc_stream(&mut self, stream: H::TokenStream) -> Result<u32> {
        let size = self.host.ts_size(&stream);
        self.charge(size, cost::TOKEN_AS_TEXT);
        self.tables.push_stream(stream, size)
    }

    pub(crate) fn stream(&self, handle: u32) -> Result<Held<H::TokenStream>> {
        self.tables.stream(handle).cloned()
    }

    /// Fuel for the work since the last time.
    pub(crate) fn take_cost(&mut self) -> u64 {
        std::mem::take(&mut self.work)
    }

    /// Counts work on tokens, at a price for each.
    fn charge(&mut self, tokens: Size, price: u64) {
        self.work = self.work.saturating_add(cost::of_tokens(tokens.bytes, price));
    }

    /// Answers `request` by appending to `reply`. The error says which method it was, if known.
    pub(crate) fn dispatch(
        &mut self,
        request: &[u8],
        reply: &mut Vec<u8>,
    ) -> std::result::Result<(), (Option<&'static str>, WireError)> {
        let Some(method) = request.first().and_then(|&tag| Method::from_tag(tag)) else {
            return Err((None, WireError::Truncated { offset: 0 }));
        };
        let payload = request.get(1..).unwrap_or_default();
        self.answer(method, payload, reply).map_err(|error| (Some(method.name()), error))
    }

    fn answer(&mut self, method: Method, payload: &[u8], reply: &mut Vec<u8>) -> Result<()> {
        let mut w = Writer(reply);
        match method {
            Method::token_stream_serialize => {
                let held = self.tables.stream(Reader::new(payload).u32()?)?;
                let (stream, size) = (held.stream.clone(), held.size);
                self.tables.hold(size)?;
                self.charge(size, cost::TOKEN);
                self.write_stream(&mut w, stream)?;
            }
            Method::token_stream_deserialize => {
                let (stream, size) = self.read_stream(&mut Reader::new(payload))?;
                self.charge(size, cost::TOKEN);
                w.u32(self.tables.push_stream(stream, size)?);
            }
            Method::token_stream_parse => {
                let handle = match std::str::from_utf8(payload) {
                    Ok(source) => self.parse(source)?,
                    Err(_) => NOT_PARSED,
                };
                w.u32(handle);
            }
            Method::literal_to_string => {
                let literal = self.tables.literal(Reader::new(payload).u32()?)?;
                let suffix = literal.suffix.as_ref();
                let suffix = suffix.map(|suffix| self.host.with_symbol(suffix, str::to_owned));
                let suffix = suffix.unwrap_or_default();
                self.host.with_symbol(&literal.symbol, |text| {
                    w.0.extend(literal::source(literal.kind, text, &suffix).as_bytes());
                });
            }
        }
        Ok(())
    }

    fn parse(&mut self, source: &str) -> Result<u32> {
        check_nesting(source)?;
        match self.host.ts_from_str(source) {
            Ok(stream) => self.alloc_stream(stream),
            // A module is not told why.
            Err(_) => Ok(NOT_PARSED),
        }
    }
}
