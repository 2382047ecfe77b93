//! Answers what a macro asks. The methods are those of `proc_macro`'s bridge; where a compiler would
//! need to know more than tokens, the answer is that of a place without any surroundings.

use std::ops::Range;

use rustc_wasm_proc_macro::tree::{Diagnostic, ExpnGlobals, Level, Size, SubspanBounds, TokenTree};
use rustc_wasm_proc_macro::{
    Host as Interface, NotParsed, Output, Refusal, World, is_cargo_variable, is_missed_variable,
};
use rustc_wasm_standalone_host as standalone;
use serde::Serialize;

use super::source::{Site, Sources, Span};
use super::stream::{Literal, Stream, Symbol, Tree};
use super::text;

/// A diagnostic of the macro, or a line that it printed.
#[derive(Debug, Serialize)]
pub struct Message {
    pub level: &'static str,
    pub message: String,
    pub places: Vec<PlaceText>,
    pub children: Vec<Message>,
}

#[derive(Debug, Serialize)]
pub struct PlaceText {
    pub file: String,
    pub line: usize,
    pub column: usize,
    /// The line of the source, and how many characters of it from the column on.
    #[serde(skip)]
    pub source: Option<(String, usize)>,
}

pub struct Host {
    sources: Sources,
    pub messages: Vec<Message>,
    pub tracked: Vec<String>,
    saved: usize,
}

impl Host {
    pub fn new(sources: Sources) -> Host {
        let (messages, tracked, saved) = Default::default();
        Host { sources, messages, tracked, saved }
    }

    fn message(&self, diagnostic: Diagnostic<Span>) -> Message {
        let level = match diagnostic.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
            Level::Help => "help",
        };
        Message {
            level,
            message: diagnostic.message,
            places: diagnostic.spans.into_iter().map(|span| self.place(span)).collect(),
            children: diagnostic.children.into_iter().map(|child| self.message(child)).collect(),
        }
    }

    fn place(&self, span: Span) -> PlaceText {
        let (line, column) = self.sources.position(span);
        let source = self.sources.line_of(span).map(|(text, len)| (text.to_owned(), len));
        PlaceText { file: self.sources.name(span).to_owned(), line, column, source }
    }

    /// What has no place of its own is where the macro is used.
    fn call_site(&self) -> Span {
        self.sources.site(Site::Call)
    }
}

/// An expansion outside of a build sees nothing of the machine but what Cargo says of a crate, if Cargo has
/// started it.
impl World for Host {
    fn env_var(&mut self, name: &[u8]) -> Option<Vec<u8>> {
        let name = str::from_utf8(name).ok()?;
        let value = std::env::var_os(name)?;
        if is_cargo_variable(name) {
            return Some(value.into_encoded_bytes());
        }
        if is_missed_variable(name) {
            self.refused(Refusal::Variable(name.to_owned()));
        }
        None
    }

    fn refused(&mut self, refusal: Refusal) {
        let message = format!("the macro {refusal}, which it was refused");
        if !self.messages.iter().any(|known| known.message == message) {
            let (places, children) = (Vec::new(), Vec::new());
            self.messages.push(Message { level: "note", message, places, children });
        }
    }
}

impl Interface for Host {
    type TokenStream = Stream;
    type Span = Span;
    type Symbol = Symbol;

    fn globals(&mut self) -> ExpnGlobals<Span> {
        ExpnGlobals {
            def_site: self.sources.site(Site::Def),
            call_site: self.call_site(),
            mixed_site: self.sources.site(Site::Mixed),
        }
    }

    fn intern(&mut self, text: &str) -> Symbol {
        text.into()
    }

    fn with_symbol<R>(&self, symbol: &Symbol, f: impl FnOnce(&str) -> R) -> R {
        f(symbol)
    }

    fn print(&mut self, output: Output, bytes: &[u8]) {
        let level = match output {
            Output::Stdout => "stdout",
            Output::Stderr => "stderr",
        };
        let text = String::from_utf8_lossy(bytes);
        match self.messages.last_mut() {
            Some(last) if last.level == level => last.message += &text,
            _ => {
                let (places, children) = Default::default();
                self.messages.push(Message { level, message: text.into(), places, children });
            }
        }
    }

    fn injected_env_var(&mut self, var: &str) -> Option<String> {
        String::from_utf8(self.env_var(var.as_bytes())?).ok()
    }

    fn track_env_var(&mut self, var: &str, value: Option<&str>) {
        let value = value.map_or_else(String::new, |value| format!("={value}"));
        self.tracked.push(format!("variable {var}{value}"));
    }

    fn track_path(&mut self, path: &str) {
        self.tracked.push(format!("file {path}"));
    }

    fn literal_from_str(&mut self, text: &str) -> Result<Literal, NotParsed> {
        Ok(standalone::literal(text, self.call_site())?)
    }

    fn emit_diagnostic(&mut self, diagnostic: Diagnostic<Span>) {
        let message = self.message(diagnostic);
        self.messages.push(message);
    }

    fn ts_size(&mut self, stream: &Stream) -> Size {
        stream.size()
    }

    fn ts_is_empty(&mut self, stream: &Stream) -> bool {
        stream.trees().is_empty()
    }

    /// There are no macros here; what has none in it is expanded.
    fn ts_expand_expr(&mut self, stream: &Stream) -> Result<Stream, ()> {
        let is_value = |tree: &Tree| match tree {
            TokenTree::Literal(_) => true,
            TokenTree::Ident(ident) => ["true", "false"].contains(&&*ident.sym),
            _ => false,
        };
        match stream.trees() {
            [value] if is_value(value) => Ok(stream.clone()),
            [TokenTree::Punct(minus), TokenTree::Literal(_)] if minus.ch == b'-' => {
                Ok(stream.clone())
            }
            _ => Err(()),
        }
    }

    fn ts_from_str(&mut self, source: &str) -> Result<Stream, NotParsed> {
        let span = self.call_site();
        Ok(Stream::parse(source, |_| span)?)
    }

    fn ts_to_string(&mut self, stream: &Stream) -> String {
        text::of_stream(stream)
    }

    fn ts_from_token_tree(&mut self, tree: Tree) -> Stream {
        Stream::from_iter([tree])
    }

    fn ts_concat_trees(&mut self, base: Option<Stream>, trees: Vec<Tree>) -> Stream {
        let mut all = base.map(Stream::into_trees).unwrap_or_default();
        all.extend(trees);
        Stream::from_iter(all)
    }

    fn ts_concat_streams(&mut self, base: Option<Stream>, streams: Vec<Stream>) -> Stream {
        Stream::concat(base.into_iter().chain(streams))
    }

    fn ts_into_trees(&mut self, stream: Stream) -> Vec<Tree> {
        stream.into_trees()
    }

    fn span_debug(&mut self, span: Span) -> String {
        format!("bytes({}..{})", span.start, span.end)
    }

    fn span_parent(&mut self, _: Span) -> Option<Span> {
        None
    }

    fn span_source(&mut self, span: Span) -> Span {
        span
    }

    fn span_byte_range(&mut self, span: Span) -> Range<usize> {
        span.start..span.end
    }

    fn span_start(&mut self, span: Span) -> Span {
        Span { end: span.start, ..span }
    }

    fn span_end(&mut self, span: Span) -> Span {
        Span { start: span.end, ..span }
    }

    fn span_line(&mut self, span: Span) -> usize {
        self.sources.position(span).0
    }

    fn span_column(&mut self, span: Span) -> usize {
        self.sources.position(span).1
    }

    fn span_file(&mut self, span: Span) -> String {
        self.sources.name(span).to_owned()
    }

    fn span_local_file(&mut self, span: Span) -> Option<String> {
        self.sources.is_input(span).then(|| self.sources.name(span).to_owned())
    }

    fn span_join(&mut self, span: Span, other: Span) -> Option<Span> {
        span.join(other)
    }

    fn span_subspan(&mut self, span: Span, bounds: SubspanBounds) -> Option<Span> {
        span.subspan(bounds)
    }

    fn span_resolved_at(&mut self, span: Span, at: Span) -> Span {
        Span { site: at.site, ..span }
    }

    fn span_source_text(&mut self, span: Span) -> Option<String> {
        self.sources.text_of(span).map(str::to_owned)
    }

    /// What is saved is for a later compilation, which there is not.
    fn span_save_span(&mut self, _: Span) -> usize {
        self.saved += 1;
        self.saved - 1
    }

    fn span_recover_proc_macro_span(&mut self, id: usize) -> Option<Span> {
        self.sources.quoted(id)
    }

    /// Takes names as they are, since they are normalized in nearly every source.
    fn symbol_normalize_and_validate_ident(&mut self, text: &str) -> Result<Symbol, ()> {
        let span = self.call_site();
        let stream = Stream::parse(text, |_| span).map_err(drop)?;
        match stream.trees() {
            [TokenTree::Ident(ident)] if !ident.is_raw => Ok(ident.sym.clone()),
            _ => Err(()),
        }
    }
}
