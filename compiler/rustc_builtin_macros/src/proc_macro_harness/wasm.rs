//! The harness of a procedural macro crate for a WebAssembly target: the macro list as text, and a
//! call to `proc_macro::bridge::wasm::export!`, which turns it into a custom section and exports.
//!
//! `rustc_wasm_proc_macro` documents and parses the list.

use std::sync::Arc;

use rustc_ast as ast;
use rustc_ast::token::{self, Delimiter, IdentIsRaw, TokenKind};
use rustc_ast::tokenstream::{DelimSpan, TokenStream, TokenTree};
use rustc_ast::util::comments::beautify_doc_string;
use rustc_attr_parsing::AttributeParser;
use rustc_expand::base::ExtCtxt;
use rustc_expand::expand::AstFragment;
use rustc_hir::attrs::{AttributeKind, CfgEntry, DeprecatedSince, StrippedCfgItem};
use rustc_middle::ty::tls;
use rustc_span::def_id::LOCAL_CRATE;
use rustc_span::hygiene::AstPass;
use rustc_span::source_map::SourceMap;
use rustc_span::{
    DUMMY_SP, FileName, Ident, RelativeBytePos, RemapPathScopeComponents, SourceFile, Span, Symbol,
    kw, sym,
};
use rustc_wasm_proc_macro::abi;
use smallvec::smallvec;
use thin_vec::{ThinVec, thin_vec};

use super::ProcMacro;

mod attributes;

/// Makes the item that exports `macros`, which are functions in the root of `krate`.
pub(super) fn mk_exports(
    cx: &mut ExtCtxt<'_>,
    krate: &ast::Crate,
    macros: &[ProcMacro],
) -> Box<ast::Item> {
    let expn_id = cx.resolver.expansion_for_ast_pass(
        DUMMY_SP,
        AstPass::ProcMacroHarness,
        &[sym::rustc_attrs, sym::proc_macro_internals],
        None,
    );
    let span = DUMMY_SP.with_def_site_ctxt(expn_id.to_expn_id());

    let proc_macro = Ident::new(sym::proc_macro, span);
    let extern_crate =
        cx.item(span, ast::AttrVec::new(), ast::ItemKind::ExternCrate(None, proc_macro));
    let path = ["bridge", "wasm", "export"].map(|name| Ident::new(Symbol::intern(name), span));
    let path = cx.path(span, [proc_macro].into_iter().chain(path).collect());
    let args = Box::new(ast::DelimArgs {
        dspan: DelimSpan::from_single(span),
        delim: Delimiter::Brace,
        tokens: export_args(span, &macro_list(cx, krate, macros), macros),
    });
    let call = cx.item(
        span,
        ast::AttrVec::new(),
        ast::ItemKind::MacCall(Box::new(ast::MacCall { path, args })),
    );
    let block =
        cx.block(span, thin_vec![cx.stmt_item(span, extern_crate), cx.stmt_item(span, call)]);
    let item = cx.item_const(
        span,
        Ident::new(kw::Underscore, span),
        cx.ty(span, ast::TyKind::Tup(ThinVec::new())),
        ast::ConstItemRhsKind::new_body(cx.expr_block(block)),
    );
    let items = AstFragment::Items(smallvec![item]);
    cx.monotonic_expander().fully_expand_fragment(items).make_items().pop().unwrap()
}

/// `list b"..."; unary "..." function; attribute "..." function; ...`
fn export_args(span: Span, list: &str, macros: &[ProcMacro]) -> TokenStream {
    let mut tokens = Vec::new();
    let mut push = |kind, span| tokens.push(TokenTree::token_alone(kind, span));
    let word = |word: &str| TokenKind::Ident(Symbol::intern(word), IdentIsRaw::No);
    let literal =
        |kind, text: &str| TokenKind::Literal(token::Lit::new(kind, Symbol::intern(text), None));

    push(word("list"), span);
    push(literal(token::ByteStr, &list.as_bytes().escape_ascii().to_string()), span);
    push(TokenKind::Semi, span);
    for m in macros {
        let (shape, function) = match m {
            ProcMacro::Derive(m) => ("unary", m.function_ident),
            ProcMacro::Bang(m) => ("unary", m.function_ident),
            ProcMacro::Attr(m) => ("attribute", m.function_ident),
        };
        push(word(shape), span);
        push(literal(token::Str, &export_name(function)), span);
        push(TokenKind::Ident(function.name, function.is_raw_guess().into()), function.span);
        push(TokenKind::Semi, span);
    }
    TokenStream::new(tokens)
}

fn export_name(function: Ident) -> String {
    format!("{}{}", abi::EXPORT_PREFIX, function.name)
}

fn macro_list(cx: &ExtCtxt<'_>, krate: &ast::Crate, macros: &[ProcMacro]) -> String {
    let sess = cx.sess;
    let crate_name = tls::with(|tcx| tcx.crate_name(LOCAL_CRATE));
    let mut list = List { text: String::new(), source_map: sess.source_map(), files: Vec::new() };
    list.push(format!("abi:{}", abi::VERSION));
    list.push(format!("crate:{crate_name}:{}", sess.edition()));
    list.push_place("at", krate.spans.inner_span);
    describe(cx, &krate.attrs, krate.spans.inner_span, ast::CRATE_NODE_ID, &mut list);
    for m in macros {
        let (id, line) = match m {
            ProcMacro::Derive(m) => {
                let attrs: Vec<_> = m.attrs.iter().map(Symbol::as_str).collect();
                let colon = if attrs.is_empty() { "" } else { ":" };
                let (name, function) = (m.trait_name, export_name(m.function_ident));
                (m.id, format!("derive:{name}:{function}{colon}{}", attrs.join(",")))
            }
            ProcMacro::Attr(m) => (m.id, format!("attr:{}", name_and_function(m.function_ident))),
            ProcMacro::Bang(m) => (m.id, format!("bang:{}", name_and_function(m.function_ident))),
        };
        list.push(line);
        if let Some(item) = krate.items.iter().find(|item| item.id == id) {
            if let ast::ItemKind::Fn(function) = &item.kind {
                // What metadata has for a function: all of it but the body.
                let signature = function.sig.span.find_ancestor_in_same_ctxt(item.span);
                list.push_place("at", signature.unwrap_or(item.span));
            }
            describe(cx, &item.attrs, item.span, item.id, &mut list);
        }
    }
    for item in cx.resolver.stripped_cfg_items() {
        list.push_stripped(item);
    }
    for (_, span) in sess.psess.proc_macro_quoted_spans() {
        list.push_place("quoted", span);
    }
    list.text
}

fn name_and_function(function: Ident) -> String {
    format!("{}:{}", function.name, export_name(function))
}

/// Adds the lines on what is said of a macro or the crate.
fn describe(
    cx: &ExtCtxt<'_>,
    attrs: &[ast::Attribute],
    span: Span,
    id: ast::NodeId,
    list: &mut List<'_>,
) {
    for attr in attrs {
        if let Some((text, kind)) = attr.doc_str_and_fragment_kind() {
            let text = match kind {
                token::DocFragmentKind::Sugared(kind) => beautify_doc_string(text, kind),
                token::DocFragmentKind::Raw(_) => text,
            };
            list.push(format!("doc:{}", escape(text.as_str())));
        } else if let Some(meta) = attributes::to_meta(attr) {
            list.push(format!("meta:{}", escape(&meta)));
        }
    }
    if let Some(rustc_hir::Attribute::Parsed(AttributeKind::Deprecated { deprecation, .. })) =
        AttributeParser::parse_limited(
            cx.sess,
            attrs,
            &[sym::deprecated],
            span,
            id,
            Some(cx.ecfg.features),
        )
    {
        let since = match deprecation.since {
            DeprecatedSince::RustcVersion(version) => version.to_string(),
            DeprecatedSince::NonStandard(version) => version.to_string(),
            DeprecatedSince::Future => "TBD".to_owned(),
            DeprecatedSince::Unspecified | DeprecatedSince::Err => String::new(),
        };
        let note = deprecation.note.map_or(String::new(), |note| escape(note.as_str()));
        list.push(format!("deprecated:{}:{note}", escape(&since)));
    }
}

/// Keeps a text on one line and free of colons.
fn escape(text: &str) -> String {
    text.replace('\\', r"\\").replace('\n', r"\n").replace('\r', r"\r").replace(':', r"\c")
}

/// The text of the list, and the files it has described so far.
struct List<'a> {
    text: String,
    source_map: &'a SourceMap,
    files: Vec<Arc<SourceFile>>,
}

impl List<'_> {
    fn push(&mut self, line: String) {
        self.text.push_str(&line);
        self.text.push('\n');
    }

    /// Adds a line that says where `span` is.
    fn push_place(&mut self, word: &str, span: Span) {
        let place = self.place(span);
        self.push(format!("{word}:{place}"));
    }

    /// Adds a line on an item that is not there, if it would be in the crate's root. Nobody can name
    /// the others.
    fn push_stripped(&mut self, item: &StrippedCfgItem<ast::NodeId>) {
        if item.parent_scope != ast::CRATE_NODE_ID {
            return;
        }
        // Which value a condition wanted is shown, and nothing else of it.
        let value = match item.cfg.0 {
            CfgEntry::NameValue { value: Some(value), .. } => escape(value.as_str()),
            _ => String::new(),
        };
        let name = escape(item.ident.as_str());
        let [place, condition] = [item.ident.span, item.cfg.1].map(|span| self.place(span));
        self.push(format!("configured_out:{name}:{value}:{place}:{condition}"));
    }

    /// Says where `span` is in a file that is described above. Nobody will see the expansion a span comes
    /// from, as nobody does natively.
    fn place(&mut self, span: Span) -> String {
        let file = self.source_map.lookup_source_file(span.lo());
        let [start, end] = [span.lo(), span.hi()].map(|pos| file.relative_position(pos).0);
        let end = end.clamp(start, file.normalized_source_len.0);
        let index = match self.files.iter().position(|known| Arc::ptr_eq(known, &file)) {
            Some(index) => index,
            None => {
                self.push(describe_file(&file));
                self.files.push(file);
                self.files.len() - 1
            }
        };
        format!("{index}:{start}:{end}")
    }
}

fn describe_file(file: &SourceFile) -> String {
    let name = match &file.name {
        FileName::Real(name) => {
            name.path(RemapPathScopeComponents::MACRO).to_string_lossy().into_owned()
        }
        name => name.prefer_remapped_unconditionally().to_string(),
    };
    let comma_separated = |items: Vec<String>| items.join(",");
    let lines = file.lines().array_windows().map(|&[start, next]| (next - start).0.to_string());
    let pair = |pos: RelativeBytePos, number: u32| format!("{}/{number}", pos.0);
    let chars = file.multibyte_chars.iter().map(|char| pair(char.pos, char.bytes.into()));
    let normalized = file.normalized_pos.iter().map(|normal| pair(normal.pos, normal.diff));
    format!(
        "file:{}:{}:{}:{}:{}:{}:{}",
        escape(&name),
        file.src_hash,
        file.normalized_source_len.0,
        file.unnormalized_source_len,
        comma_separated(lines.collect()),
        comma_separated(chars.collect()),
        comma_separated(normalized.collect()),
    )
}
