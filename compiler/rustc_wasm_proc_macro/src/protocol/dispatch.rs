//! Answers a module's requests: decodes one, asks the host, encodes the reply. Knows the wire format
//! and the handles, but not the engine the module runs in.

use crate::fault::WireError;
use crate::host::Host;
use crate::host::tree::Size;
use crate::limits::cost;
use crate::limits::{MAX_DIAGNOSTICS, MAX_NESTING};
use crate::protocol::abi::Method;
use crate::protocol::handles::{HandleCounters, Handles, Held};
use crate::protocol::wire::{Reader, Result, Writer};

/// A host during one expansion, with the handles given out in it.
pub(crate) struct Dispatcher<'h, H: Host> {
    pub(crate) host: &'h mut H,
    pub(super) handles: Handles<H::TokenStream, H::Span>,
    /// Whether the host has given the module a literal with an error in it. Only then may the module
    /// give one back: it stands for an error that has been reported.
    pub(super) gave_erroneous_literal: bool,
    /// Fuel for what the host has done since it was last asked for.
    work: u64,
}

impl<'h, H: Host> Dispatcher<'h, H> {
    /// All streams that the module holds may have `max_bytes`.
    pub(crate) fn new(host: &'h mut H, counters: HandleCounters, max_bytes: u64) -> Self {
        let handles = Handles::new(counters, max_bytes);
        Dispatcher { host, handles, gave_erroneous_literal: false, work: 0 }
    }

    pub(crate) fn counters(&self) -> HandleCounters {
        self.handles.counters()
    }

    /// Handles of the spans every expansion starts with, in the order of the ABI.
    pub(crate) fn globals(&mut self) -> Result<[u32; 3]> {
        let globals = self.host.globals();
        Ok([
            self.handles.alloc_span(globals.def_site)?,
            self.handles.alloc_span(globals.call_site)?,
            self.handles.alloc_span(globals.mixed_site)?,
        ])
    }

    /// The handle of a macro's input.
    pub(crate) fn alloc_stream(&mut self, stream: H::TokenStream) -> Result<u32> {
        let size = self.size(&stream);
        self.handles.alloc_stream(stream, size)
    }

    /// Fuel for the work since the last time.
    pub(crate) fn take_cost(&mut self) -> u64 {
        std::mem::take(&mut self.work)
    }

    /// Counts work on tokens, at a price for each.
    fn charge(&mut self, tokens: Size, price: u64) {
        self.work = self.work.saturating_add(cost::of_tokens(tokens.bytes, price));
    }

    /// Counts a diagnostic, before it is shown.
    pub(super) fn charge_diagnostic(&mut self) {
        self.work = self.work.saturating_add(cost::DIAGNOSTIC);
    }

    /// The size of a stream that the host has made.
    pub(super) fn size(&mut self, stream: &H::TokenStream) -> Size {
        let size = self.host.ts_size(stream);
        self.charge(size, cost::TOKEN_AS_TEXT);
        size
    }

    /// Answers `request` by appending to `reply`. The error says which method it was, if known.
    pub(crate) fn dispatch(
        &mut self,
        request: &[u8],
        reply: &mut Vec<u8>,
    ) -> std::result::Result<(), (Option<Method>, WireError)> {
        let mut r = Reader::new(request);
        let method = r.tag().map_err(|error| (None, error))?;
        let method = match Method::from_tag(method) {
            Some(method) => method,
            None => return r.bad_tag("request", method).map_err(|error| (None, error)),
        };
        self.answer(method, &mut r, &mut Writer(reply)).map_err(|error| (Some(method), error))
    }

    fn answer(&mut self, method: Method, r: &mut Reader<'_>, w: &mut Writer<'_>) -> Result<()> {
        // The outermost layer of every reply says whether the host panicked.
        w.ok();
        match method {
            Method::injected_env_var => {
                let var = r.str()?;
                r.end()?;
                w.option(self.host.injected_env_var(var), |w, value| w.str(&value));
            }
            Method::track_env_var => {
                let var = r.str()?;
                let value = r.option(Reader::str)?;
                r.end()?;
                self.host.track_env_var(var, value);
            }
            Method::track_path => {
                let path = r.str()?;
                r.end()?;
                self.host.track_path(path);
            }
            Method::literal_from_str => {
                let text = r.str()?;
                r.end()?;
                match self.host.literal_from_str(text) {
                    Ok(literal) => {
                        w.ok();
                        self.write_literal(w, literal)?;
                    }
                    Err(error) => w.not_parsed(error),
                }
            }
            Method::emit_diagnostic => {
                let diagnostic = self.read_diagnostic(r, 0, &mut { MAX_DIAGNOSTICS })?;
                r.end()?;
                self.host.emit_diagnostic(diagnostic);
            }
            Method::ts_drop => drop(self.last_owned_stream(r)?),
            Method::ts_clone => {
                let handle = self.last_stream_handle(r)?;
                let held = self.handles.stream(handle)?;
                let (stream, size) = (held.stream.clone(), held.size);
                self.charge(size, cost::TOKEN_MOVED);
                self.write_sized_stream(w, stream, size)?;
            }
            Method::ts_is_empty => {
                let handle = self.last_stream_handle(r)?;
                w.bool(self.host.ts_is_empty(&self.handles.stream(handle)?.stream));
            }
            Method::ts_expand_expr => {
                let handle = self.last_stream_handle(r)?;
                self.charge(self.handles.stream(handle)?.size, cost::TOKEN_AS_TEXT);
                match self.host.ts_expand_expr(&self.handles.stream(handle)?.stream) {
                    Ok(stream) => {
                        w.ok();
                        self.write_stream(w, stream)?;
                    }
                    Err(()) => w.err(),
                }
            }
            Method::ts_from_str => {
                let source = r.str()?;
                r.end()?;
                check_nesting(source)?;
                match self.host.ts_from_str(source) {
                    Ok(stream) => {
                        w.ok();
                        self.write_stream(w, stream)?;
                    }
                    Err(error) => w.not_parsed(error),
                }
            }
            Method::ts_to_string => {
                let handle = self.last_stream_handle(r)?;
                self.charge(self.handles.stream(handle)?.size, cost::TOKEN_AS_TEXT);
                w.str(&self.host.ts_to_string(&self.handles.stream(handle)?.stream));
            }
            Method::ts_from_token_tree => {
                let (tree, size) = self.read_tree(r)?;
                r.end()?;
                self.charge(Size::TOKEN, cost::TOKEN);
                let stream = self.host.ts_from_token_tree(tree);
                self.write_sized_stream(w, stream, size)?;
            }
            Method::ts_concat_trees => {
                let (base, base_size) = self.read_base(r)?;
                let mut added = Size::default();
                let trees = r.list(|r| {
                    let (tree, size) = self.read_tree(r)?;
                    added = added.and(size);
                    // Not only when all are read, which takes more memory than their bytes.
                    self.handles.check_size(added)?;
                    self.charge(Size::TOKEN, cost::TOKEN);
                    Ok(tree)
                })?;
                r.end()?;
                let size = base_size.and(added);
                self.handles.check_size(size)?;
                let stream = self.host.ts_concat_trees(base, trees);
                self.write_sized_stream(w, stream, size)?;
            }
            Method::ts_concat_streams => {
                // What is there already need not be moved, unless the stream was cloned, which has been
                // paid for.
                let (base, base_size) = self.read_base(r)?;
                let streams = r.list(|r| self.read_owned_stream(r))?;
                r.end()?;
                let added = streams.iter().fold(Size::default(), |size, held| size.and(held.size));
                self.charge(added, cost::TOKEN_MOVED);
                let size = base_size.and(added);
                self.handles.check_size(size)?;
                let streams = streams.into_iter().map(|held| held.stream).collect();
                let stream = self.host.ts_concat_streams(base, streams);
                self.write_sized_stream(w, stream, size)?;
            }
            Method::ts_into_trees => {
                let held = self.last_owned_stream(r)?;
                let trees = self.host.ts_into_trees(held.stream);
                w.usize(trees.len());
                for tree in trees {
                    self.charge(Size::TOKEN, cost::TOKEN);
                    self.write_tree(w, tree)?;
                }
            }
            Method::span_debug => {
                let span = self.last_span(r)?;
                w.str(&self.host.span_debug(span));
            }
            Method::span_parent => {
                let span = self.last_span(r)?;
                let parent = self.host.span_parent(span);
                self.write_optional_span(w, parent)?;
            }
            Method::span_source => {
                let span = self.last_span(r)?;
                let source = self.host.span_source(span);
                self.write_span(w, source)?;
            }
            Method::span_byte_range => {
                let span = self.last_span(r)?;
                let range = self.host.span_byte_range(span);
                w.usize(range.start);
                w.usize(range.end);
            }
            Method::span_start => {
                let span = self.last_span(r)?;
                let start = self.host.span_start(span);
                self.write_span(w, start)?;
            }
            Method::span_end => {
                let span = self.last_span(r)?;
                let end = self.host.span_end(span);
                self.write_span(w, end)?;
            }
            Method::span_line => {
                let span = self.last_span(r)?;
                w.usize(self.host.span_line(span));
            }
            Method::span_column => {
                let span = self.last_span(r)?;
                w.usize(self.host.span_column(span));
            }
            Method::span_file => {
                let span = self.last_span(r)?;
                w.str(&self.host.span_file(span));
            }
            Method::span_local_file => {
                let span = self.last_span(r)?;
                w.option(self.host.span_local_file(span), |w, file| w.str(&file));
            }
            Method::span_join => {
                let span = self.read_span(r)?;
                let other = self.last_span(r)?;
                let joined = self.host.span_join(span, other);
                self.write_optional_span(w, joined)?;
            }
            Method::span_subspan => {
                let span = self.read_span(r)?;
                let bounds = (r.bound()?, r.bound()?);
                r.end()?;
                let subspan = self.host.span_subspan(span, bounds);
                self.write_optional_span(w, subspan)?;
            }
            Method::span_resolved_at => {
                let span = self.read_span(r)?;
                let at = self.last_span(r)?;
                let resolved = self.host.span_resolved_at(span, at);
                self.write_span(w, resolved)?;
            }
            Method::span_source_text => {
                let span = self.last_span(r)?;
                w.option(self.host.span_source_text(span), |w, text| w.str(&text));
            }
            Method::span_save_span => {
                let span = self.last_span(r)?;
                w.usize(self.host.span_save_span(span));
            }
            Method::span_recover_proc_macro_span => {
                let id = r.usize()?;
                r.end()?;
                let span = self.host.span_recover_proc_macro_span(id);
                self.write_span(w, span.ok_or(WireError::NoSavedSpan { id })?)?;
            }
            Method::symbol_normalize_and_validate_ident => {
                let text = r.str()?;
                r.end()?;
                match self.host.symbol_normalize_and_validate_ident(text) {
                    Ok(symbol) => {
                        w.ok();
                        self.write_symbol(w, &symbol);
                    }
                    Err(()) => w.err(),
                }
            }
        }
        Ok(())
    }

    fn last_stream_handle(&mut self, r: &mut Reader<'_>) -> Result<u32> {
        let handle = r.u32()?;
        r.end()?;
        Ok(handle)
    }

    fn last_owned_stream(&mut self, r: &mut Reader<'_>) -> Result<Held<H::TokenStream>> {
        let handle = self.last_stream_handle(r)?;
        self.handles.take_stream(handle)
    }

    /// The stream that others are to be appended to, if any.
    fn read_base(&mut self, r: &mut Reader<'_>) -> Result<(Option<H::TokenStream>, Size)> {
        let base = r.option(|r| self.read_owned_stream(r))?;
        Ok(base.map_or((None, Size::default()), |held| (Some(held.stream), held.size)))
    }

    fn last_span(&mut self, r: &mut Reader<'_>) -> Result<H::Span> {
        let span = self.read_span(r)?;
        r.end()?;
        Ok(span)
    }
}

/// Whether a compiler can parse `source` by recursion. What is in strings and comments is counted,
/// too, but who would open so much there and not close it?
pub(crate) fn check_nesting(source: &str) -> Result<()> {
    let mut depth = 0u32;
    for byte in source.bytes() {
        match byte {
            b'(' | b'[' | b'{' => depth = depth.saturating_add(1),
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth > MAX_NESTING {
            return Err(WireError::NestedTooDeeply);
        }
    }
    Ok(())
}
