//! A server of rust-analyzer's as `rustc_wasm_proc_macro` wants it: every answer is that server's, as for a dylib.
//! What a macro sees of the machine is as in rustc: variables of Cargo's, and what the project's policy grants.

use std::{
    env,
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, Write},
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use intern::Symbol;
use rustc_data_structures::beneath::Opened;
use rustc_expand::wasm_proc_macro::{
    granted::{self, GrantedDirectories},
    trees::{diagnostic_from_wasm, literal_to_wasm, tree_from_wasm, tree_to_wasm},
};
use rustc_proc_macro::bridge::{self, server::Server};
use rustc_wasm_proc_macro::{
    FileError, Host, HostTree, Kind, Listing, NotParsed, Output, Refusal, World,
    is_missed_variable,
    tree::{Diagnostic, ExpnGlobals, Literal, Size, SubspanBounds},
};

use super::Module;
use crate::{bridge::TokenTree, token_stream::TokenStream};

/// How many refusals an error is explained by.
const MAX_REFUSALS: usize = 8;

pub(super) struct ModuleHost<'a, S> {
    server: S,
    module: &'a Module,
    macro_name: &'a str,
    /// What the macro wanted of the machine and was not given.
    refusals: Vec<Refusal>,
}

impl<'a, S> ModuleHost<'a, S> {
    pub(super) fn new(server: S, module: &'a Module, macro_name: &'a str) -> Self {
        ModuleHost { server, module, macro_name, refusals: Vec::new() }
    }

    /// What an expansion failed with, and what the macro was refused before.
    pub(super) fn explain(&self, message: Option<String>) -> Option<String> {
        if self.refusals.is_empty() {
            return message;
        }
        let info = self.module.krate.decls().crate_info.as_ref();
        let (shown, krate) = match info {
            Some(info) => {
                let name = info.name.as_str();
                (format!("the macro `{}` of the crate `{name}`", self.macro_name), name)
            }
            None => (format!("the macro `{}`", self.macro_name), "NAME"),
        };
        let refusals = self.refusals.iter().map(|refusal| refusal.explain(&shown, krate));
        Some(message.into_iter().chain(refusals).collect::<Vec<_>>().join("\nnote: "))
    }

    fn directories(&self) -> GrantedDirectories {
        GrantedDirectories(self.module.grants.directories())
    }

    fn open(&mut self, path: &[u8]) -> Result<Opened, FileError> {
        let shown = String::from_utf8_lossy(path).into_owned();
        let (directories, path) = (self.directories(), Path::new(&shown));
        directories.open(path).map_err(|error| {
            let error = directories.error(path, &error);
            if error == FileError::Refused {
                self.refused(Refusal::Read(shown.clone()));
            }
            error
        })
    }
}

/// Parses text. The lexer is not made for any text there is.
fn or_gave_up<T>(parse: impl FnOnce() -> Result<T, String>) -> Result<T, NotParsed> {
    match catch_unwind(AssertUnwindSafe(parse)) {
        Ok(parsed) => parsed.map_err(NotParsed::Message),
        Err(_) => Err(NotParsed::GaveUp),
    }
}

impl<S> World for ModuleHost<'_, S> {
    fn env_var(&mut self, name: &[u8]) -> Option<Vec<u8>> {
        // There is no way to allow another one.
        let name = str::from_utf8(name).ok()?;
        let value = env::var_os(name)?;
        if self.module.grants.may_see(name) {
            return Some(value.into_encoded_bytes());
        }
        if is_missed_variable(name) {
            self.refused(Refusal::Variable(name.to_owned()));
        }
        None
    }

    fn env_vars(&mut self) -> Vec<(Vec<u8>, Vec<u8>)> {
        let vars = env::vars_os().filter_map(|(name, value)| {
            let name = name.into_string().ok()?;
            let may_see = self.module.grants.may_see(&name);
            may_see.then(|| (name.into_bytes(), value.into_encoded_bytes()))
        });
        let mut vars: Vec<_> = vars.collect();
        vars.sort();
        vars
    }

    fn current_dir(&mut self) -> Option<Vec<u8>> {
        Some(env::current_dir().ok()?.into_os_string().into_encoded_bytes())
    }

    fn file_kind(&mut self, path: &[u8]) -> Result<Kind, FileError> {
        // `canonicalize` looks at all that is on the way.
        if self.directories().are_below(path) {
            return Ok(Kind::Directory);
        }
        Ok(granted::kind(&self.open(path)?))
    }

    fn read_file(&mut self, path: &[u8], max: u64) -> Result<Vec<u8>, FileError> {
        granted::read(self.open(path)?, max)
    }

    fn read_dir(&mut self, path: &[u8], max: u64) -> Result<Listing, FileError> {
        let opened = self.open(path)?;
        self.directories().list(&opened, path, max)
    }

    /// Other numbers than rustc's, whose crates have an id.
    fn random_seed(&mut self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for name in ["CARGO_PKG_NAME", "CARGO_PKG_VERSION", "CARGO_CRATE_NAME"] {
            env::var_os(name).hash(&mut hasher);
        }
        hasher.finish()
    }

    fn refused(&mut self, refusal: Refusal) {
        if self.refusals.len() < MAX_REFUSALS && !self.refusals.contains(&refusal) {
            self.refusals.push(refusal);
        }
    }
}

impl<Span, S> Host for ModuleHost<'_, S>
where
    Span: Clone,
    S: Server<TokenStream = TokenStream<Span>, Symbol = Symbol>,
{
    type TokenStream = S::TokenStream;
    type Span = S::Span;
    type Symbol = Symbol;

    fn globals(&mut self) -> ExpnGlobals<S::Span> {
        let bridge::ExpnGlobals { def_site, call_site, mixed_site } = self.server.globals();
        ExpnGlobals { def_site, call_site, mixed_site }
    }

    fn intern(&mut self, text: &str) -> Symbol {
        S::intern_symbol(text)
    }

    fn with_symbol<R>(&self, symbol: &Symbol, f: impl FnOnce(&str) -> R) -> R {
        f(symbol.as_str())
    }

    fn print(&mut self, _: Output, bytes: &[u8]) {
        // Standard output is the client's. There is nobody to tell if this fails.
        let _ = io::stderr().write_all(bytes);
    }

    fn injected_env_var(&mut self, var: &str) -> Option<String> {
        let injected = self.server.injected_env_var(var);
        injected.or_else(|| String::from_utf8(self.env_var(var.as_bytes())?).ok())
    }

    fn track_env_var(&mut self, var: &str, value: Option<&str>) {
        self.server.track_env_var(var, value)
    }

    fn track_path(&mut self, path: &str) {
        self.server.track_path(path)
    }

    fn literal_from_str(&mut self, text: &str) -> Result<Literal<S::Span, Symbol>, NotParsed> {
        or_gave_up(|| self.server.literal_from_str(text)).map(literal_to_wasm)
    }

    fn emit_diagnostic(&mut self, diagnostic: Diagnostic<S::Span>) {
        self.server.emit_diagnostic(diagnostic_from_wasm(diagnostic))
    }

    fn ts_size(&mut self, stream: &S::TokenStream) -> Size {
        let mut size = Size::default();
        // Without recursion, since the stream may nest deeply.
        let mut streams = vec![(stream, 0u32)];
        while let Some((stream, depth)) = streams.pop() {
            for tree in &*stream.0 {
                size = size.and(match tree {
                    TokenTree::Group(group) => {
                        let depth = depth + 1;
                        streams.extend(group.stream.as_ref().map(|stream| (stream, depth)));
                        Size { depth, ..Size::TOKEN.and(Size::TOKEN) }
                    }
                    TokenTree::Punct(_) => Size::TOKEN,
                    TokenTree::Ident(ident) => Size::with_text(ident.sym.as_str().len()),
                    TokenTree::Literal(literal) => {
                        let suffix = literal.suffix.as_ref().map_or(0, |it| it.as_str().len());
                        Size::with_text(literal.symbol.as_str().len() + suffix)
                    }
                });
            }
        }
        size
    }

    fn ts_is_empty(&mut self, stream: &S::TokenStream) -> bool {
        self.server.ts_is_empty(stream)
    }

    fn ts_expand_expr(&mut self, stream: &S::TokenStream) -> Result<S::TokenStream, ()> {
        self.server.ts_expand_expr(stream)
    }

    fn ts_from_str(&mut self, source: &str) -> Result<S::TokenStream, NotParsed> {
        or_gave_up(|| self.server.ts_from_str(source))
    }

    fn ts_to_string(&mut self, stream: &S::TokenStream) -> String {
        self.server.ts_to_string(stream)
    }

    fn ts_from_token_tree(&mut self, tree: HostTree<Self>) -> S::TokenStream {
        self.server.ts_from_token_tree(tree_from_wasm(tree))
    }

    fn ts_concat_trees(
        &mut self,
        base: Option<S::TokenStream>,
        trees: Vec<HostTree<Self>>,
    ) -> S::TokenStream {
        self.server.ts_concat_trees(base, trees.into_iter().map(tree_from_wasm).collect())
    }

    fn ts_concat_streams(
        &mut self,
        base: Option<S::TokenStream>,
        streams: Vec<S::TokenStream>,
    ) -> S::TokenStream {
        self.server.ts_concat_streams(base, streams)
    }

    fn ts_into_trees(&mut self, stream: S::TokenStream) -> Vec<HostTree<Self>> {
        self.server.ts_into_trees(stream).into_iter().map(tree_to_wasm).collect()
    }

    fn span_debug(&mut self, span: S::Span) -> String {
        self.server.span_debug(span)
    }

    fn span_parent(&mut self, span: S::Span) -> Option<S::Span> {
        self.server.span_parent(span)
    }

    fn span_source(&mut self, span: S::Span) -> S::Span {
        self.server.span_source(span)
    }

    fn span_byte_range(&mut self, span: S::Span) -> Range<usize> {
        self.server.span_byte_range(span)
    }

    fn span_start(&mut self, span: S::Span) -> S::Span {
        self.server.span_start(span)
    }

    fn span_end(&mut self, span: S::Span) -> S::Span {
        self.server.span_end(span)
    }

    fn span_line(&mut self, span: S::Span) -> usize {
        self.server.span_line(span)
    }

    fn span_column(&mut self, span: S::Span) -> usize {
        self.server.span_column(span)
    }

    fn span_file(&mut self, span: S::Span) -> String {
        self.server.span_file(span)
    }

    fn span_local_file(&mut self, span: S::Span) -> Option<String> {
        self.server.span_local_file(span)
    }

    fn span_join(&mut self, span: S::Span, other: S::Span) -> Option<S::Span> {
        self.server.span_join(span, other)
    }

    fn span_subspan(&mut self, span: S::Span, (start, end): SubspanBounds) -> Option<S::Span> {
        self.server.span_subspan(span, start, end)
    }

    fn span_resolved_at(&mut self, span: S::Span, at: S::Span) -> S::Span {
        self.server.span_resolved_at(span, at)
    }

    fn span_source_text(&mut self, span: S::Span) -> Option<String> {
        self.server.span_source_text(span)
    }

    fn span_save_span(&mut self, span: S::Span) -> usize {
        self.server.span_save_span(span)
    }

    fn span_recover_proc_macro_span(&mut self, id: usize) -> Option<S::Span> {
        let quoted = self.module.krate.decls().quoted.len();
        (id < quoted).then(|| self.server.span_recover_proc_macro_span(id))
    }

    fn symbol_normalize_and_validate_ident(&mut self, text: &str) -> Result<Symbol, ()> {
        self.server.symbol_normalize_and_validate_ident(text)
    }
}
