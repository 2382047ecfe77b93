//! Runs procedural macros that come as WebAssembly: connects `rustc_wasm_proc_macro`, which knows no
//! rustc, to the server that answers native macros. Every answer is that server's.

pub mod files;
pub mod granted;
pub mod refusals;
mod report;
mod size;
mod spans;
pub mod trees;
mod world;

use std::io::{self, Write};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use rustc_ast::tokenstream::TokenStream;
use rustc_data_structures::sync::IntoDynSyncSend;
use rustc_middle::ty::tls;
use rustc_proc_macro as pm;
use rustc_proc_macro::bridge::PanicMessage;
use rustc_proc_macro::bridge::client::Client;
use rustc_proc_macro::bridge::server::{ExecutionStrategy, Server};
use rustc_session::config::WasmProcMacroOptions;
use rustc_session::wasm_files::Asker;
use rustc_span::fatal_error::FatalErrorMarker;
use rustc_span::{Span, Symbol};
use rustc_wasm_proc_macro::code::CodeDir;
use rustc_wasm_proc_macro::tree::{self, SubspanBounds};
use rustc_wasm_proc_macro::{
    ExpandError, Host, HostTree, MacroCrate, MacroDecl, NotParsed, Output, Panic, Refusal, Trace,
    World,
};
use tracing::info;

use self::trees::{diagnostic_from_wasm, literal_to_wasm, tree_from_wasm, tree_to_wasm};
use crate::proc_macro_server::Rustc;

/// What runs a macro: a function in a dylib, or one in a WebAssembly module.
#[derive(Clone, Copy)]
pub enum MacroClient<Native> {
    Native(Native),
    Wasm(WasmMacro),
}

/// A macro of a module.
#[derive(Clone, Copy)]
pub struct WasmMacro {
    krate: &'static IntoDynSyncSend<MacroCrate>,
    decl: &'static MacroDecl,
    options: &'static WasmProcMacroOptions,
}

/// Client of a derive or a function-like macro.
pub type UnaryClient = MacroClient<Client<pm::TokenStream, pm::TokenStream>>;

/// Client of an attribute macro, which has two inputs.
pub type AttributeClient = MacroClient<Client<(pm::TokenStream, pm::TokenStream), pm::TokenStream>>;

impl<I, O> From<Client<I, O>> for MacroClient<Client<I, O>> {
    fn from(client: Client<I, O>) -> Self {
        MacroClient::Native(client)
    }
}

impl<Native> MacroClient<Native> {
    /// Client of the macro `decl` of `krate`.
    pub fn wasm(
        krate: &'static IntoDynSyncSend<MacroCrate>,
        decl: &'static MacroDecl,
        options: &'static WasmProcMacroOptions,
    ) -> Self {
        MacroClient::Wasm(WasmMacro { krate, decl, options })
    }

    fn report(&self, measured: Option<report::Measured>) {
        if let Some(measured) = measured {
            match self {
                MacroClient::Native(_) => measured.finish("native", None),
                MacroClient::Wasm(wasm) => measured.finish("module", wasm.krate.usage()),
            }
        }
    }
}

impl UnaryClient {
    pub(crate) fn run(
        &self,
        strategy: &impl ExecutionStrategy,
        mut server: Rustc<'_, '_>,
        input: TokenStream,
        force_show_panics: bool,
    ) -> Result<TokenStream, PanicMessage> {
        let measured = report::start(|| server.globals().call_site);
        let result = match *self {
            MacroClient::Native(client) => client.run(strategy, server, input, force_show_panics),
            MacroClient::Wasm(wasm) => run_wasm(wasm, server, vec![input], force_show_panics),
        };
        self.report(measured);
        result
    }
}

impl AttributeClient {
    pub(crate) fn run(
        &self,
        strategy: &impl ExecutionStrategy,
        mut server: Rustc<'_, '_>,
        annotation: TokenStream,
        annotated: TokenStream,
        force_show_panics: bool,
    ) -> Result<TokenStream, PanicMessage> {
        let measured = report::start(|| server.globals().call_site);
        let result = match *self {
            MacroClient::Native(client) => {
                client.run(strategy, server, annotation, annotated, force_show_panics)
            }
            MacroClient::Wasm(wasm) => {
                run_wasm(wasm, server, vec![annotation, annotated], force_show_panics)
            }
        };
        self.report(measured);
        result
    }
}

fn run_wasm(
    wasm: WasmMacro,
    server: Rustc<'_, '_>,
    inputs: Vec<TokenStream>,
    force_show_panics: bool,
) -> Result<TokenStream, PanicMessage> {
    let includable = wasm.options.engine.limits.output;
    let mut host = RustcHost { server, wasm, includable, refusals: Vec::new() };
    // What panics but where text is parsed is a fault of the compiler. The instance is lost then.
    let result = catch_unwind(AssertUnwindSafe(|| host.expand(inputs)));
    host.warn_of_ignored_code();
    host.keep_refusals();
    info!("`{}` is {}", wasm.decl.name, if wasm.krate.was_stored() { "stored" } else { "run" });
    match result {
        Ok(Ok(output)) => Ok(output),
        Ok(Err(ExpandError::Panic(panic))) => {
            if force_show_panics {
                show_panic(&panic);
            }
            Err(panic.message.map_or(PanicMessage::Unknown, PanicMessage::String))
        }
        Ok(Err(ExpandError::Fault(fault))) => {
            let message = fault.to_string();
            let trace = if wasm.options.engine.backtrace { backtrace(&fault.trace) } else { None };
            Err(PanicMessage::String(message + &trace.unwrap_or_default()))
        }
        Err(payload) => Err(PanicMessage::from(payload)),
    }
}

/// Parses text that the lexer may give up on, which ends the compilation unless it is caught.
fn or_gave_up<T>(parse: impl FnOnce() -> Result<T, String>) -> Result<T, NotParsed> {
    match catch_unwind(AssertUnwindSafe(parse)) {
        Ok(parsed) => parsed.map_err(NotParsed::Message),
        Err(payload) if payload.is::<FatalErrorMarker>() => Err(NotParsed::GaveUp),
        Err(payload) => resume_unwind(payload),
    }
}

/// The calls in the module that led to a failure, if they are known.
fn backtrace(trace: &Trace) -> Option<String> {
    (!trace.is_empty()).then(|| format!("\nWebAssembly backtrace:\n{trace}"))
}

/// Writes what a native macro's panic hook writes, but for the number of its thread, which there is
/// none of. The place is not known if no hook has run, or another one.
fn show_panic(Panic { message, place, trace }: &Panic) {
    if place.is_empty() {
        return;
    }
    let message = message.as_deref().unwrap_or("Box<dyn Any>");
    let trace = backtrace(trace).unwrap_or_default();
    eprintln!("\nthread '<unnamed>' panicked at {place}:\n{message}{trace}");
}

struct RustcHost<'a, 'b> {
    server: Rustc<'a, 'b>,
    wasm: WasmMacro,
    /// How many bytes of files the expansion may still have included to be told them.
    includable: u64,
    /// What the macro wanted of the machine and was not given.
    refusals: Vec<Refusal>,
}

impl RustcHost<'_, '_> {
    fn expand(&mut self, inputs: Vec<TokenStream>) -> Result<TokenStream, ExpandError> {
        let WasmMacro { krate, decl, options } = self.wasm;
        if !options.check_purity {
            return krate.expand(self, decl, inputs);
        }
        let (output, impurity) = krate.expand_and_compare(self, decl, inputs)?;
        if let Some(impurity) = impurity {
            let what = format!("{} does not always expand to the same: {impurity}", self.shown());
            self.report(pm::Level::Warning, what);
        }
        Ok(output)
    }

    /// The macro and its crate, for messages.
    fn shown(&self) -> String {
        let WasmMacro { krate, decl, .. } = self.wasm;
        match &krate.decls().crate_info {
            Some(info) => format!("the macro `{}` of the crate `{}`", decl.name, info.name),
            None => format!("the macro `{}`", decl.name),
        }
    }

    /// What options call the macro's crate.
    fn krate(&self) -> &str {
        let info = self.wasm.krate.decls().crate_info.as_ref();
        info.map_or("NAME", |info| info.name.as_str())
    }

    /// Says once that compiled code was not used, though there was some.
    fn warn_of_ignored_code(&self) {
        if let Some(warning) = self.wasm.options.codes.as_ref().and_then(CodeDir::take_warning) {
            tls::with(|tcx| tcx.dcx().warn(warning));
        }
    }

    /// Keeps what was refused for errors that come of it later.
    fn keep_refusals(&mut self) {
        if self.refusals.is_empty() {
            return;
        }
        let expansion = self.server.globals().call_site.ctxt().outer_expn();
        let refusals = self.explained_refusals();
        tls::with(|tcx| tcx.sess.psess.wasm_files.add_refusals(expansion, refusals));
    }

    /// Says something at the place where the macro is used.
    fn report(&mut self, level: pm::Level, message: String) {
        let spans = vec![self.server.globals().call_site];
        let children = Vec::new();
        self.server.emit_diagnostic(pm::bridge::Diagnostic { level, message, spans, children });
    }
}

impl Host for RustcHost<'_, '_> {
    type TokenStream = TokenStream;
    type Span = Span;
    type Symbol = Symbol;

    fn globals(&mut self) -> tree::ExpnGlobals<Span> {
        let pm::bridge::ExpnGlobals { def_site, call_site, mixed_site } = self.server.globals();
        tree::ExpnGlobals { def_site, call_site, mixed_site }
    }

    fn intern(&mut self, text: &str) -> Symbol {
        Symbol::intern(text)
    }

    fn with_symbol<R>(&self, symbol: &Symbol, f: impl FnOnce(&str) -> R) -> R {
        f(symbol.as_str())
    }

    fn print(&mut self, output: Output, bytes: &[u8]) {
        // As for a native macro, there is nobody to tell if this fails.
        let _ = match output {
            Output::Stdout => io::stdout().write_all(bytes),
            Output::Stderr => io::stderr().write_all(bytes),
        };
    }

    fn injected_env_var(&mut self, var: &str) -> Option<String> {
        if let Some(value) = self.server.injected_env_var(var) {
            return Some(value);
        }
        if self.wasm.options.deny_env {
            let what = self.shown();
            let message = format!("{what} may not read the environment variable `{var}`");
            self.report(pm::Level::Error, message);
            return None;
        }
        String::from_utf8(self.env_var(var.as_bytes())?).ok()
    }

    fn track_env_var(&mut self, var: &str, value: Option<&str>) {
        // What is absent only to the macro is not absent to whoever reads dep-info.
        if value.is_some() || self.may_see(var) || std::env::var_os(var).is_none() {
            self.server.track_env_var(var, value)
        }
    }

    fn track_path(&mut self, path: &str) {
        match tls::with(|tcx| files::untrackable_char(tcx.sess, path)) {
            None => self.server.track_path(path),
            Some(c) => {
                let what = self.shown();
                let message = format!(
                    "{what} may not have the file {path:?} tracked, as {c:?} can mean something else \
                     in dep-info"
                );
                self.report(pm::Level::Error, message);
            }
        }
    }

    fn literal_from_str(&mut self, text: &str) -> Result<tree::Literal<Span, Symbol>, NotParsed> {
        or_gave_up(|| self.server.literal_from_str(text)).map(literal_to_wasm)
    }

    fn emit_diagnostic(&mut self, diagnostic: tree::Diagnostic<Span>) {
        let mut diagnostic = diagnostic_from_wasm(diagnostic);
        if matches!(diagnostic.level, pm::Level::Error) {
            let notes =
                self.explained_refusals().into_iter().map(|message| pm::bridge::Diagnostic {
                    level: pm::Level::Note,
                    message,
                    spans: Vec::new(),
                    children: Vec::new(),
                });
            diagnostic.children.extend(notes);
        }
        self.server.emit_diagnostic(diagnostic)
    }

    fn ts_size(&mut self, stream: &TokenStream) -> tree::Size {
        size::of_stream(stream)
    }

    fn ts_is_empty(&mut self, stream: &TokenStream) -> bool {
        self.server.ts_is_empty(stream)
    }

    fn ts_expand_expr(&mut self, stream: &TokenStream) -> Result<TokenStream, ()> {
        let mut asker = Asker {
            shown: self.shown(),
            krate: self.krate().to_owned(),
            left: self.includable,
            options: self.wasm.options,
            refused: Vec::new(),
        };
        let result = tls::with(|tcx| {
            let files = &tcx.sess.psess.wasm_files;
            files.expand_for(&mut asker, || self.server.ts_expand_expr(stream))
        });
        self.includable = asker.left;
        for var in asker.refused {
            // As for `track_env_var`.
            tls::with(|tcx| tcx.sess.env_depinfo.borrow_mut().shift_remove(&(var, None::<Symbol>)));
            self.refuse_variable(var.as_str());
        }
        result
    }

    fn ts_from_str(&mut self, source: &str) -> Result<TokenStream, NotParsed> {
        or_gave_up(|| self.server.ts_from_str(source))
    }

    fn ts_to_string(&mut self, stream: &TokenStream) -> String {
        self.server.ts_to_string(stream)
    }

    fn ts_from_token_tree(&mut self, tree: HostTree<Self>) -> TokenStream {
        self.server.ts_from_token_tree(tree_from_wasm(spans::sound(tree)))
    }

    fn ts_concat_trees(
        &mut self,
        base: Option<TokenStream>,
        trees: Vec<HostTree<Self>>,
    ) -> TokenStream {
        let trees = trees.into_iter().map(|tree| tree_from_wasm(spans::sound(tree)));
        self.server.ts_concat_trees(base, trees.collect())
    }

    fn ts_concat_streams(
        &mut self,
        base: Option<TokenStream>,
        streams: Vec<TokenStream>,
    ) -> TokenStream {
        self.server.ts_concat_streams(base, streams)
    }

    fn ts_into_trees(&mut self, stream: TokenStream) -> Vec<HostTree<Self>> {
        self.server.ts_into_trees(stream).into_iter().map(tree_to_wasm).collect()
    }

    fn span_debug(&mut self, span: Span) -> String {
        self.server.span_debug(span)
    }

    fn span_parent(&mut self, span: Span) -> Option<Span> {
        self.server.span_parent(span)
    }

    fn span_source(&mut self, span: Span) -> Span {
        self.server.span_source(span)
    }

    fn span_byte_range(&mut self, span: Span) -> Range<usize> {
        self.server.span_byte_range(span)
    }

    fn span_start(&mut self, span: Span) -> Span {
        self.server.span_start(span)
    }

    fn span_end(&mut self, span: Span) -> Span {
        self.server.span_end(span)
    }

    fn span_line(&mut self, span: Span) -> usize {
        self.server.span_line(span)
    }

    fn span_column(&mut self, span: Span) -> usize {
        self.server.span_column(span)
    }

    fn span_file(&mut self, span: Span) -> String {
        self.server.span_file(span)
    }

    fn span_local_file(&mut self, span: Span) -> Option<String> {
        self.server.span_local_file(span)
    }

    fn span_join(&mut self, span: Span, other: Span) -> Option<Span> {
        spans::are_in_one_file(&[span, other]).then(|| self.server.span_join(span, other))?
    }

    fn span_subspan(&mut self, span: Span, (start, end): SubspanBounds) -> Option<Span> {
        spans::are_in_one_file(&[span]).then(|| self.server.span_subspan(span, start, end))?
    }

    fn span_resolved_at(&mut self, span: Span, at: Span) -> Span {
        self.server.span_resolved_at(span, at)
    }

    fn span_source_text(&mut self, span: Span) -> Option<String> {
        spans::has_text(span).then(|| self.server.span_source_text(span))?
    }

    fn span_save_span(&mut self, span: Span) -> usize {
        self.server.span_save_span(span)
    }

    fn span_recover_proc_macro_span(&mut self, id: usize) -> Option<Span> {
        let quoted = self.wasm.krate.decls().quoted.len();
        (id < quoted).then(|| self.server.span_recover_proc_macro_span(id))
    }

    fn symbol_normalize_and_validate_ident(&mut self, text: &str) -> Result<Symbol, ()> {
        self.server.symbol_normalize_and_validate_ident(text)
    }
}
