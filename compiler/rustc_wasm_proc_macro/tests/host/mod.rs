//! A host without a compiler: spans are numbers, without hygiene, so that tests see them as given, and
//! whatever a module does to the outside ends up in a log.

mod load;

use std::fmt;
use std::ops::Range;
use std::rc::Rc;

use rustc_wasm_proc_macro::tree::{
    Delimiter, Diagnostic, ExpnGlobals, Group, Ident, LitKind, Punct, SubspanBounds, TokenTree,
};
use rustc_wasm_proc_macro::{
    Entry, ExpandError, FileError, Host, Kind, Listing, MacroCrate, NotParsed, Output, Panic,
    Refusal, World, literal,
};
use rustc_wasm_standalone_host as standalone;

#[allow(unused_imports, reason = "not every program needs everything")]
pub use load::{RUNS_COMPILED, compiled, in_each_engine, load, load_with_list, root};

/// What `proc-macro2` says of text that is not a stream of tokens.
const LEX_ERROR: &str = "cannot parse string into token stream";

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span(u32);

impl Span {
    pub const DEF_SITE: Span = Span(0);
    pub const CALL_SITE: Span = Span(1);
    pub const MIXED_SITE: Span = Span(2);
    /// What the tests' input has.
    pub const INPUT: Span = Span(3);
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Span::DEF_SITE => f.write_str("def_site"),
            Span::CALL_SITE => f.write_str("call_site"),
            Span::MIXED_SITE => f.write_str("mixed_site"),
            Span::INPUT => f.write_str("input"),
            Span(number) => write!(f, "#{number}"),
        }
    }
}

pub type Tree = standalone::Tree<Span>;
pub type Stream = standalone::Stream<Span>;

/// Tokens that all have the same span.
pub fn parse(source: &str, span: Span) -> Result<Stream, String> {
    Stream::parse(source, |_| span).map_err(|_| LEX_ERROR.to_owned())
}

/// The tokens, every span other than the input's after an `@` behind its token.
pub fn with_spans(stream: &Stream) -> String {
    text(stream, &|span| match span {
        Span::INPUT => String::new(),
        span => format!("@{span:?}"),
    })
}

fn text(stream: &Stream, mark: &dyn Fn(Span) -> String) -> String {
    let mut out = String::new();
    let mut glue = true;
    for tree in stream.trees() {
        if !std::mem::take(&mut glue) {
            out.push(' ');
        }
        match tree {
            TokenTree::Group(Group { delimiter, stream, span }) => {
                let (open, close) = match delimiter {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("«", "»"),
                };
                let inner = stream.as_ref().map_or(String::new(), |inner| text(inner, mark));
                out += &format!("{open}{inner}{close}{}", mark(span.entire));
                if [span.open, span.close] != [span.entire; 2] {
                    out += &format!("{}{}", mark(span.open), mark(span.close));
                }
            }
            TokenTree::Punct(Punct { ch, joint, span }) => {
                out += &format!("{}{}", *ch as char, mark(*span));
                glue = *joint;
            }
            TokenTree::Ident(Ident { sym, is_raw, span }) => {
                out += &format!("{}{sym}{}", if *is_raw { "r#" } else { "" }, mark(*span));
            }
            TokenTree::Literal(token) => {
                let suffix = token.suffix.as_deref().unwrap_or_default();
                out += &match token.kind {
                    LitKind::ErrWithGuar => format!("error`{}`{suffix}", token.symbol),
                    kind => literal::source(kind, &token.symbol, suffix),
                };
                out += &mark(token.span);
            }
        }
    }
    out
}

#[derive(Default)]
pub struct TestHost {
    /// What a module printed, emitted or tracked, a line each.
    pub log: Vec<String>,
    /// The crate and its macro that `ts_expand_expr` runs; without one, that fails.
    pub nested: Option<(Rc<MacroCrate>, &'static str)>,
    pub saved: Vec<Span>,
    /// Of the crate that is compiled.
    pub seed: u64,
    /// What is in the file `/pkg/a.txt` besides its usual text.
    pub more_text: &'static str,
    /// What the version of the package is, if not 1.2.3.
    pub version: Option<&'static str>,
}

impl TestHost {
    /// Runs the macro `name`, and says what came of it in one line.
    // One test program has a use for what the macro returns instead.
    #[allow(dead_code)]
    pub fn expand(&mut self, krate: &MacroCrate, name: &str, inputs: Vec<Stream>) -> String {
        let decl = krate.decls().macros.iter().find(|decl| decl.name == name).unwrap();
        match krate.expand(self, decl, inputs) {
            Ok(stream) => format!("{name}: {}", with_spans(&stream)).trim_end().to_owned(),
            Err(ExpandError::Panic(Panic { message, place, .. })) => match message {
                Some(message) => format!("{name} panicked at {place}: {message}"),
                None => format!("{name} panicked at {place}"),
            },
            Err(ExpandError::Fault(fault)) => format!("{name} failed: {fault}"),
        }
    }

    /// Logs a question whose answer a module only sees as a handle.
    fn answer<T: fmt::Debug>(&mut self, question: String, answer: T) -> T {
        self.log.push(format!("{question}: {answer:?}"));
        answer
    }

    fn log_diagnostic(&mut self, diagnostic: &Diagnostic<Span>, indent: usize) {
        let Diagnostic { level, message, spans, children } = diagnostic;
        self.log.push(format!("{:indent$}{level:?}: {message} {spans:?}", ""));
        for child in children {
            self.log_diagnostic(child, indent + 1);
        }
    }
}

/// The files that may be seen, all in `/pkg`. One of them is too long for everybody.
const FILES: [(&str, &str); 4] =
    [("/pkg/a.txt", "text of a"), ("/pkg/dir/x", ""), ("/pkg/dir/yy", "y"), ("/pkg/long", "")];

/// A directory with a million entries, whose names have 8 bytes each.
const MANY: &str = "/pkg/many";

/// One with a million links that lead out of what may be seen.
const LINKS: &str = "/pkg/link";

/// A world of two variables and some files. `SECRET` is set and may not be seen.
impl World for TestHost {
    fn env_var(&mut self, name: &[u8]) -> Option<Vec<u8>> {
        self.log.push(format!("variable: {}", name.escape_ascii()));
        match name {
            b"CARGO_PKG_NAME" => Some(b"program".to_vec()),
            b"CARGO_PKG_VERSION" => Some(self.version.unwrap_or("1.2.3").into()),
            b"SECRET" => {
                self.refused(Refusal::Variable("SECRET".to_owned()));
                None
            }
            _ => None,
        }
    }

    fn env_vars(&mut self) -> Vec<(Vec<u8>, Vec<u8>)> {
        self.log.push("all variables".to_owned());
        let vars =
            [("CARGO_PKG_NAME", "program"), ("CARGO_PKG_VERSION", self.version.unwrap_or("1.2.3"))];
        vars.map(|(name, value)| (name.into(), value.into())).to_vec()
    }

    fn current_dir(&mut self) -> Option<Vec<u8>> {
        Some(b"/work".to_vec())
    }

    fn file_kind(&mut self, path: &[u8]) -> Result<Kind, FileError> {
        let path = str::from_utf8(path).map_err(|_| FileError::NotFound)?;
        self.log.push(format!("look at {path}"));
        if path != "/pkg" && !path.starts_with("/pkg/") {
            self.refused(Refusal::Read(path.to_owned()));
            return Err(FileError::Refused);
        }
        if [MANY, LINKS].contains(&path) {
            return Ok(Kind::Directory);
        }
        if let Some((_, content)) = FILES.iter().find(|(file, _)| *file == path) {
            return Ok(Kind::File { len: content.len() as u64 });
        }
        let is_directory = FILES.iter().any(|(file, _)| file.starts_with(&format!("{path}/")));
        is_directory.then_some(Kind::Directory).ok_or(FileError::NotFound)
    }

    fn read_file(&mut self, path: &[u8], _: u64) -> Result<Vec<u8>, FileError> {
        match FILES.iter().find(|(file, _)| file.as_bytes() == path) {
            Some(("/pkg/long", _)) => Err(FileError::TooLarge),
            Some(("/pkg/a.txt", text)) => Ok([text.as_bytes(), self.more_text.as_bytes()].concat()),
            Some((_, content)) => Ok((*content).into()),
            None => Err(FileError::NotFound),
        }
    }

    fn read_dir(&mut self, path: &[u8], _: u64) -> Result<Listing, FileError> {
        if path == b"/" {
            return Err(FileError::Refused);
        }
        if path == MANY.as_bytes() {
            let names = (0..1_000_000).map(|number| format!("{number:08}").into_bytes());
            let entries = names.map(|name| Entry { name, is_directory: false }).collect();
            return Ok(Listing { entries, ..Listing::default() });
        }
        if path == LINKS.as_bytes() {
            return Ok(Listing { entries: Vec::new(), left_out: 1_000_000, links: 1_000_000 });
        }
        let path = format!("{}/", str::from_utf8(path).unwrap());
        let rest = FILES.iter().filter_map(|(file, _)| file.strip_prefix(&path));
        let mut entries: Vec<Entry> = rest
            .map(|rest| match rest.split_once('/') {
                Some((name, _)) => Entry { name: name.into(), is_directory: true },
                None => Entry { name: rest.into(), is_directory: false },
            })
            .collect();
        entries.dedup();
        Ok(Listing { entries, ..Listing::default() })
    }

    fn random_seed(&mut self) -> u64 {
        self.seed
    }

    fn refused(&mut self, refusal: Refusal) {
        self.log.push(format!("refused: {refusal}"));
    }
}

/// The answers about spans are made from their numbers, so that each shows what it is made from.
impl Host for TestHost {
    type TokenStream = Stream;
    type Span = Span;
    type Symbol = Rc<str>;

    fn globals(&mut self) -> ExpnGlobals<Span> {
        ExpnGlobals {
            def_site: Span::DEF_SITE,
            call_site: Span::CALL_SITE,
            mixed_site: Span::MIXED_SITE,
        }
    }

    fn intern(&mut self, text: &str) -> Rc<str> {
        text.into()
    }

    fn with_symbol<R>(&self, symbol: &Rc<str>, f: impl FnOnce(&str) -> R) -> R {
        f(symbol)
    }

    fn print(&mut self, output: Output, bytes: &[u8]) {
        let (shown, rest) = bytes.split_at(bytes.len().min(64));
        let rest = if rest.is_empty() { "" } else { "..." };
        self.log.push(format!("{output:?}: \"{}\"{rest}", shown.escape_ascii()));
    }

    /// The only variable is `SET`.
    fn injected_env_var(&mut self, var: &str) -> Option<String> {
        (var == "SET").then(|| "value".to_owned())
    }

    fn track_env_var(&mut self, var: &str, value: Option<&str>) {
        self.log.push(format!("tracked variable: {var} {value:?}"));
    }

    fn track_path(&mut self, path: &str) {
        self.log.push(format!("tracked path: {path}"));
    }

    fn literal_from_str(&mut self, text: &str) -> Result<standalone::Literal<Span>, NotParsed> {
        let literal = standalone::literal(text, Span::CALL_SITE);
        literal.map_err(|_| NotParsed::Message(LEX_ERROR.to_owned()))
    }

    fn emit_diagnostic(&mut self, diagnostic: Diagnostic<Span>) {
        self.log_diagnostic(&diagnostic, 0);
    }

    fn ts_is_empty(&mut self, stream: &Stream) -> bool {
        stream.trees().is_empty()
    }

    fn ts_expand_expr(&mut self, stream: &Stream) -> Result<Stream, ()> {
        let (krate, name) = self.nested.clone().ok_or(())?;
        let decl = krate.decls().macros.iter().find(|decl| decl.name == name).ok_or(())?;
        krate.expand(self, decl, vec![stream.clone()]).map_err(drop)
    }

    fn ts_from_str(&mut self, source: &str) -> Result<Stream, NotParsed> {
        Ok(parse(source, Span::CALL_SITE)?)
    }

    fn ts_to_string(&mut self, stream: &Stream) -> String {
        text(stream, &|_| String::new())
    }

    fn ts_from_token_tree(&mut self, tree: Tree) -> Stream {
        Stream::from_iter([tree])
    }

    fn ts_concat_trees(&mut self, base: Option<Stream>, trees: Vec<Tree>) -> Stream {
        Stream::concat(base.into_iter().chain([Stream::from_iter(trees)]))
    }

    fn ts_concat_streams(&mut self, base: Option<Stream>, streams: Vec<Stream>) -> Stream {
        Stream::concat(base.into_iter().chain(streams))
    }

    fn ts_into_trees(&mut self, stream: Stream) -> Vec<Tree> {
        stream.into_trees()
    }

    fn span_debug(&mut self, span: Span) -> String {
        format!("{span:?}")
    }

    fn span_parent(&mut self, span: Span) -> Option<Span> {
        self.answer(format!("parent of {span:?}"), span.0.checked_sub(1).map(Span))
    }

    fn span_source(&mut self, span: Span) -> Span {
        self.answer(format!("source of {span:?}"), Span(span.0 + 10))
    }

    fn span_byte_range(&mut self, span: Span) -> Range<usize> {
        span.0 as usize..span.0 as usize + 20
    }

    fn span_start(&mut self, span: Span) -> Span {
        self.answer(format!("start of {span:?}"), Span(span.0 + 30))
    }

    fn span_end(&mut self, span: Span) -> Span {
        self.answer(format!("end of {span:?}"), Span(span.0 + 40))
    }

    fn span_line(&mut self, span: Span) -> usize {
        span.0 as usize + 50
    }

    fn span_column(&mut self, span: Span) -> usize {
        span.0 as usize + 60
    }

    fn span_file(&mut self, span: Span) -> String {
        format!("{span:?}.rs")
    }

    fn span_local_file(&mut self, span: Span) -> Option<String> {
        (span != Span::DEF_SITE).then(|| format!("/src/{span:?}.rs"))
    }

    fn span_join(&mut self, span: Span, other: Span) -> Option<Span> {
        let joined = (span != other).then_some(Span(100 + 10 * span.0 + other.0));
        self.answer(format!("{span:?} to {other:?}"), joined)
    }

    fn span_subspan(&mut self, span: Span, bounds: SubspanBounds) -> Option<Span> {
        let part = (span != Span::DEF_SITE).then_some(Span(span.0 + 70));
        self.answer(format!("part {bounds:?} of {span:?}"), part)
    }

    fn span_resolved_at(&mut self, span: Span, at: Span) -> Span {
        self.answer(format!("{span:?} at {at:?}"), Span(200 + 10 * span.0 + at.0))
    }

    fn span_source_text(&mut self, span: Span) -> Option<String> {
        (span != Span::DEF_SITE).then(|| format!("text of {span:?}"))
    }

    fn span_save_span(&mut self, span: Span) -> usize {
        self.saved.push(span);
        self.answer(format!("save {span:?}"), self.saved.len() - 1)
    }

    /// 7 is saved from the start.
    fn span_recover_proc_macro_span(&mut self, id: usize) -> Option<Span> {
        let span = if id == 7 { Some(Span::INPUT) } else { self.saved.get(id).copied() };
        self.answer(format!("recover {id}"), span)
    }

    fn symbol_normalize_and_validate_ident(&mut self, text: &str) -> Result<Rc<str>, ()> {
        let stream = parse(text, Span::CALL_SITE).map_err(drop)?;
        match stream.trees() {
            [TokenTree::Ident(ident)] => Ok(ident.sym.clone()),
            _ => Err(()),
        }
    }
}
