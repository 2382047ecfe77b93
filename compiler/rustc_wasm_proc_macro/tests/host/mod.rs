//! A host without a compiler: `proc-macro2` parses, spans are numbers, and whatever a module does
//! to the outside ends up in a log. Knows nothing of hygiene, so that tests see the spans as given.

use std::fmt;
use std::ops::Range;
use std::rc::Rc;

use proc_macro2 as pm;
use rustc_wasm_proc_macro::tree::{
    DelimSpan, Delimiter, Diagnostic, ExpnGlobals, Group, Ident, LitKind, Literal, Punct,
    SubspanBounds, TokenTree,
};
use rustc_wasm_proc_macro::{ExpandError, Host, MacroCrate, Output, Panic};

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

pub type Tree = TokenTree<Stream, Span, String>;

#[derive(Clone, Debug, Default)]
pub struct Stream(Rc<Vec<Tree>>);

impl Stream {
    pub fn parse(source: &str, span: Span) -> Result<Stream, String> {
        let stream: pm::TokenStream = source.parse().map_err(|e: pm::LexError| e.to_string())?;
        Ok(Stream::from_tokens(stream, span))
    }

    fn from_tokens(stream: pm::TokenStream, span: Span) -> Stream {
        let trees = stream.into_iter().map(|tree| match tree {
            pm::TokenTree::Group(group) => TokenTree::Group(Group {
                delimiter: match group.delimiter() {
                    pm::Delimiter::Parenthesis => Delimiter::Parenthesis,
                    pm::Delimiter::Brace => Delimiter::Brace,
                    pm::Delimiter::Bracket => Delimiter::Bracket,
                    pm::Delimiter::None => Delimiter::None,
                },
                stream: Some(Stream::from_tokens(group.stream(), span)),
                span: DelimSpan { open: span, close: span, entire: span },
            }),
            pm::TokenTree::Punct(punct) => TokenTree::Punct(Punct {
                ch: punct.as_char() as u8,
                joint: punct.spacing() == pm::Spacing::Joint,
                span,
            }),
            pm::TokenTree::Ident(ident) => {
                let text = ident.to_string();
                let (is_raw, sym) = match text.strip_prefix("r#") {
                    Some(text) => (true, text.to_owned()),
                    None => (false, text),
                };
                TokenTree::Ident(Ident { sym, is_raw, span })
            }
            pm::TokenTree::Literal(token) => TokenTree::Literal(literal(&token.to_string(), span)),
        });
        Stream(Rc::new(trees.collect()))
    }

    /// The tokens, every span other than the input's after an `@` behind its token.
    pub fn with_spans(&self) -> String {
        self.text(&|span| match span {
            Span::INPUT => String::new(),
            span => format!("@{span:?}"),
        })
    }

    fn text(&self, mark: &dyn Fn(Span) -> String) -> String {
        let mut out = String::new();
        let mut glue = true;
        for tree in self.0.iter() {
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
                    let inner = stream.as_ref().map_or(String::new(), |inner| inner.text(mark));
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
                TokenTree::Literal(literal) => {
                    let (prefix, quote, hashes) = match literal.kind {
                        LitKind::ErrWithGuar => ("error", "`", 0),
                        kind => kind.delimiters(),
                    };
                    let hashes = "#".repeat(hashes.into());
                    let suffix = literal.suffix.as_deref().unwrap_or_default();
                    let Literal { symbol, span, .. } = literal;
                    out += &format!("{prefix}{hashes}{quote}{symbol}{quote}{hashes}{suffix}");
                    out += &mark(*span);
                }
            }
        }
        out
    }
}

/// The parts of a literal that is one.
fn literal(text: &str, span: Span) -> Literal<Span, String> {
    let (kind, symbol, suffix) = match text.find(['"', '\'']) {
        Some(start) => {
            let (prefix, quoted) = text.split_at(start);
            let quote = &quoted[..1];
            let (symbol, suffix) = quoted[1..].rsplit_once(quote).unwrap();
            let hashes = prefix.matches('#').count() as u8;
            let kind = match (prefix.trim_end_matches('#'), quote) {
                ("", "'") => LitKind::Char,
                ("b", "'") => LitKind::Byte,
                ("", _) => LitKind::Str,
                ("r", _) => LitKind::StrRaw(hashes),
                ("b", _) => LitKind::ByteStr,
                ("br", _) => LitKind::ByteStrRaw(hashes),
                ("c", _) => LitKind::CStr,
                ("cr", _) => LitKind::CStrRaw(hashes),
                _ => panic!("what literal is {text}?"),
            };
            (kind, symbol, suffix.trim_start_matches('#'))
        }
        None => {
            let end = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
            let (symbol, suffix) = text.split_at(end);
            let is_float = symbol.contains('.');
            (if is_float { LitKind::Float } else { LitKind::Integer }, symbol, suffix)
        }
    };
    let suffix = (!suffix.is_empty()).then(|| suffix.to_owned());
    Literal { kind, symbol: symbol.to_owned(), suffix, span }
}

#[derive(Default)]
pub struct TestHost {
    /// What a module printed, emitted or tracked, a line each.
    pub log: Vec<String>,
    /// The crate and its macro that `ts_expand_expr` runs; without one, that fails.
    pub nested: Option<(Rc<MacroCrate>, &'static str)>,
    pub saved: Vec<Span>,
}

impl TestHost {
    /// Runs the macro `name`, and says what came of it in one line.
    pub fn expand(&mut self, krate: &MacroCrate, name: &str, inputs: Vec<Stream>) -> String {
        let decl = krate.decls().macros.iter().find(|decl| decl.name == name).unwrap();
        match krate.expand(self, decl, inputs) {
            Ok(stream) => format!("{name}: {}", stream.with_spans()).trim_end().to_owned(),
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

/// The answers about spans are made from their numbers, so that each shows what it is made from.
impl Host for TestHost {
    type TokenStream = Stream;
    type Span = Span;
    type Symbol = String;

    fn globals(&mut self) -> ExpnGlobals<Span> {
        ExpnGlobals {
            def_site: Span::DEF_SITE,
            call_site: Span::CALL_SITE,
            mixed_site: Span::MIXED_SITE,
        }
    }

    fn intern(&mut self, text: &str) -> String {
        text.to_owned()
    }

    fn with_symbol<R>(&self, symbol: &String, f: impl FnOnce(&str) -> R) -> R {
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

    fn literal_from_str(&mut self, text: &str) -> Result<Literal<Span, String>, String> {
        let token: pm::Literal = text.parse().map_err(|e: pm::LexError| e.to_string())?;
        Ok(literal(&token.to_string(), Span::CALL_SITE))
    }

    fn emit_diagnostic(&mut self, diagnostic: Diagnostic<Span>) {
        self.log_diagnostic(&diagnostic, 0);
    }

    fn ts_is_empty(&mut self, stream: &Stream) -> bool {
        stream.0.is_empty()
    }

    fn ts_expand_expr(&mut self, stream: &Stream) -> Result<Stream, ()> {
        let (krate, name) = self.nested.clone().ok_or(())?;
        let decl = krate.decls().macros.iter().find(|decl| decl.name == name).ok_or(())?;
        krate.expand(self, decl, vec![stream.clone()]).map_err(drop)
    }

    fn ts_from_str(&mut self, source: &str) -> Result<Stream, String> {
        Stream::parse(source, Span::CALL_SITE)
    }

    fn ts_to_string(&mut self, stream: &Stream) -> String {
        stream.text(&|_| String::new())
    }

    fn ts_from_token_tree(&mut self, tree: Tree) -> Stream {
        Stream(Rc::new(vec![tree]))
    }

    fn ts_concat_trees(&mut self, base: Option<Stream>, trees: Vec<Tree>) -> Stream {
        self.ts_concat_streams(base, vec![Stream(Rc::new(trees))])
    }

    fn ts_concat_streams(&mut self, base: Option<Stream>, streams: Vec<Stream>) -> Stream {
        let streams = base.into_iter().chain(streams);
        Stream(Rc::new(streams.flat_map(|stream| Rc::unwrap_or_clone(stream.0)).collect()))
    }

    fn ts_into_trees(&mut self, stream: Stream) -> Vec<Tree> {
        Rc::unwrap_or_clone(stream.0)
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

    fn symbol_normalize_and_validate_ident(&mut self, text: &str) -> Result<String, ()> {
        let stream = Stream::parse(text, Span::CALL_SITE).map_err(drop)?;
        match &stream.0[..] {
            [TokenTree::Ident(ident)] => Ok(ident.sym.clone()),
            _ => Err(()),
        }
    }
}
