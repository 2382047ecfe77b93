//! What a macro list says of the crate or a macro, as attributes in metadata.
//!
//! They are made here and not by the compiler's parser of attributes, since that reports what is
//! wrong with them to a user who has not written them. What is not understood means nothing.

use rustc_ast::token::{self, Delimiter, DocFragmentKind, IdentIsRaw, TokenKind};
use rustc_ast::tokenstream::{DelimSpacing, DelimSpan, Spacing, TokenStream, TokenTree};
use rustc_ast::{AttrStyle, DelimArgs, LitIntType, LitKind, MetaItemLit, StrStyle};
use rustc_attr_parsing::parse_version;
use rustc_feature::UnstableFeatures;
use rustc_hir as hir;
use rustc_hir::attrs::{AttributeKind, CfgEntry, DeprecatedSince, Deprecation, DocAttribute};
use rustc_hir::{
    AttrArgs, AttrItem, AttrPath, HashIgnoredAttrId, Stability, StabilityLevel, StableSince,
    UnstableReason,
};
use rustc_session::Session;
use rustc_span::{DUMMY_SP, Ident, Symbol, kw};
use rustc_wasm_proc_macro::{Description, Meta, MetaItem, MetaLiteral, MetaValue};

/// How the attributes of one crate are understood.
#[derive(Clone, Copy)]
pub(super) struct Attributes<'a> {
    sess: &'a Session,
    /// Whether attributes count that a stable compiler has for itself. Natively it would refuse them
    /// when it compiles the macro crate.
    allows_unstable: bool,
    /// Whether the crate says since when it is stable, as the standard library does.
    is_staged: bool,
}

impl<'a> Attributes<'a> {
    pub(super) fn new(sess: &'a Session, krate: Symbol, about: &Description) -> Self {
        let unstable = UnstableFeatures::from_environment(Some(krate.as_str()));
        let allows_unstable = unstable.is_nightly_build();
        let is_staged = about.attributes.iter().any(|meta| stability(meta).is_some());
        Attributes { sess, allows_unstable, is_staged: is_staged && allows_unstable }
    }

    /// What every macro of the crate has that says nothing else.
    pub(super) fn stability(self, about: &Description) -> Option<Stability> {
        about.attributes.iter().find_map(stability).filter(|_| self.is_staged)
    }

    pub(super) fn deprecation(self, about: &Description) -> Option<Deprecation> {
        let deprecation = about.deprecation.as_ref()?;
        let since = deprecation.since.as_deref().map(Symbol::intern);
        let since = match since {
            None => DeprecatedSince::Unspecified,
            Some(since) if since.as_str() == "TBD" => DeprecatedSince::Future,
            Some(since) => match parse_version(since).filter(|_| self.is_staged) {
                Some(version) => DeprecatedSince::RustcVersion(version),
                None => DeprecatedSince::NonStandard(since),
            },
        };
        let note = deprecation.note.as_deref().map(Ident::from_str);
        Some(Deprecation { since, note, suggestion: None })
    }

    /// The attributes, and whether the documentation leaves the item out.
    pub(super) fn of(self, about: &Description, style: AttrStyle) -> (Vec<hir::Attribute>, bool) {
        let mut attributes = Vec::new();
        attributes.extend(about.docs.iter().map(|text| AttributeKind::DocComment {
            style,
            kind: DocFragmentKind::Raw(DUMMY_SP),
            span: DUMMY_SP,
            comment: Symbol::intern(text),
        }));
        let deprecation = self.deprecation(about);
        attributes.extend(
            deprecation
                .map(|deprecation| AttributeKind::Deprecated { deprecation, span: DUMMY_SP }),
        );
        // There is one of these, whatever number of attributes it was written in.
        let (mut doc, mut cfgs, mut features) = (None, Vec::new(), Vec::new());
        let mut tools = Vec::new();
        for meta in &about.attributes {
            match meta.name() {
                Some("doc") => read_doc(meta, doc.get_or_insert_default()),
                Some("cfg") => cfgs.extend(meta.metas().filter_map(read_cfg)),
                Some("allow_internal_unstable") if self.allows_unstable => {
                    features.extend(meta.metas().filter_map(Meta::name).map(Symbol::intern));
                }
                Some(_) => attributes.extend(self.read(meta)),
                None => tools.extend(self.read_tool(meta, style)),
            }
        }
        let is_hidden = doc.as_ref().is_some_and(|doc: &DocAttribute| doc.hidden.is_some());
        attributes.extend(doc.map(|doc| AttributeKind::Doc(Box::new(doc))));
        if !cfgs.is_empty() {
            let cfgs = cfgs.into_iter().map(|cfg| (cfg, DUMMY_SP)).collect();
            attributes.push(AttributeKind::CfgTrace(cfgs));
        }
        if !features.is_empty() {
            let features = features.into_iter().map(|feature| (feature, DUMMY_SP)).collect();
            attributes.push(AttributeKind::AllowInternalUnstable(features, DUMMY_SP));
        }
        let attributes = attributes.into_iter().map(hir::Attribute::Parsed);
        (attributes.chain(tools).collect(), is_hidden)
    }

    fn read(self, meta: &Meta) -> Option<AttributeKind> {
        match meta.name()? {
            "must_use" => {
                let reason = meta.text().map(Symbol::intern);
                Some(AttributeKind::MustUse { span: DUMMY_SP, reason })
            }
            _ if !self.allows_unstable => None,
            "allow_internal_unsafe" => Some(AttributeKind::AllowInternalUnsafe(DUMMY_SP)),
            "rustc_diagnostic_item" => {
                Some(AttributeKind::RustcDiagnosticItem(Symbol::intern(meta.text()?)))
            }
            _ => {
                let stability = stability(meta)?;
                Some(AttributeKind::Stability { stability, span: DUMMY_SP })
            }
        }
    }

    /// An attribute of a tool, whose meaning only the tool knows.
    fn read_tool(self, meta: &Meta, style: AttrStyle) -> Option<hir::Attribute> {
        if meta.path.first()? == "diagnostic" {
            return None;
        }
        let segments = meta.path.iter().map(|name| Symbol::intern(name)).collect();
        let args = match &meta.value {
            MetaValue::Word => AttrArgs::Empty,
            MetaValue::Literal(literal) => {
                AttrArgs::Eq { eq_span: DUMMY_SP, expr: lower_literal(literal) }
            }
            MetaValue::List(items) => AttrArgs::Delimited(DelimArgs {
                dspan: DelimSpan::from_single(DUMMY_SP),
                delim: Delimiter::Parenthesis,
                tokens: tokens(items),
            }),
        };
        let attr_id = self.sess.psess.attr_id_generator.mk_attr_id();
        Some(hir::Attribute::Unparsed(Box::new(AttrItem {
            path: AttrPath { segments, span: DUMMY_SP },
            args,
            id: HashIgnoredAttrId { attr_id },
            style,
            span: DUMMY_SP,
        })))
    }
}

/// `stable(feature = "f", since = "1.0.0")` or `unstable(feature = "f", issue = "none")`
fn stability(meta: &Meta) -> Option<Stability> {
    let text = |name| meta.text_of(name).map(Symbol::intern);
    let level = match meta.name()? {
        "stable" => StabilityLevel::Stable {
            since: parse_version(text("since")?).map_or(StableSince::Current, StableSince::Version),
            allowed_through_unstable_modules: None,
        },
        "unstable" => StabilityLevel::Unstable {
            reason: UnstableReason::from_opt_reason(text("reason")),
            issue: meta.text_of("issue")?.parse().ok(),
            implied_by: text("implied_by"),
            old_name: text("old_name"),
        },
        _ => return None,
    };
    let is_name = |c: char| c == '_' || c.is_ascii_alphanumeric();
    let feature = text("feature").filter(|feature| feature.as_str().chars().all(is_name))?;
    Some(Stability { level, feature })
}

/// Adds what is known of a `doc(...)`: what somebody reads who does not compile the crate.
fn read_doc(meta: &Meta, doc: &mut DocAttribute) {
    for meta in meta.metas() {
        let text = meta.text().map(Symbol::intern);
        match meta.name() {
            Some("alias") => {
                let several = meta.items().iter().filter_map(|item| match item {
                    MetaItem::Literal(MetaLiteral::Text(text)) => Some(Symbol::intern(text)),
                    _ => None,
                });
                let aliases = text.into_iter().chain(several);
                doc.aliases.extend(aliases.map(|alias| (alias, DUMMY_SP)));
            }
            Some("hidden") => doc.hidden = Some(DUMMY_SP),
            Some("cfg") => doc.cfg.extend(meta.metas().filter_map(read_cfg)),
            Some("html_root_url") => doc.html_root_url = text.map(|url| (url, DUMMY_SP)),
            _ => {}
        }
    }
}

fn read_cfg(meta: &Meta) -> Option<CfgEntry> {
    let name = meta.name()?;
    let entries = || meta.metas().map(read_cfg).collect::<Option<_>>();
    Some(match (&meta.value, name) {
        (MetaValue::List(_), "all") => CfgEntry::All(entries()?, DUMMY_SP),
        (MetaValue::List(_), "any") => CfgEntry::Any(entries()?, DUMMY_SP),
        (MetaValue::List(_), "not") => {
            CfgEntry::Not(Box::new(read_cfg(meta.metas().next()?)?), DUMMY_SP)
        }
        (MetaValue::List(_), _) => return None,
        (MetaValue::Word | MetaValue::Literal(_), _) => CfgEntry::NameValue {
            name: Symbol::intern(name),
            value: meta.text().map(Symbol::intern),
            span: DUMMY_SP,
        },
    })
}

fn lower_literal(literal: &MetaLiteral) -> MetaItemLit {
    let kind = match literal {
        MetaLiteral::Bool(value) => LitKind::Bool(*value),
        MetaLiteral::Number(value) => LitKind::Int((*value).into(), LitIntType::Unsuffixed),
        MetaLiteral::Text(text) => LitKind::Str(Symbol::intern(text), StrStyle::Cooked),
    };
    MetaItemLit { symbol: token_of(literal).symbol, suffix: None, kind, span: DUMMY_SP }
}

fn token_of(literal: &MetaLiteral) -> token::Lit {
    let (kind, text) = match literal {
        MetaLiteral::Bool(value) => (token::Bool, value.to_string()),
        MetaLiteral::Number(value) => (token::Integer, value.to_string()),
        MetaLiteral::Text(text) => (token::Str, text.escape_default().to_string()),
    };
    token::Lit::new(kind, Symbol::intern(&text), None)
}

fn tokens(items: &[MetaItem]) -> TokenStream {
    let mut trees = Vec::new();
    for (number, item) in items.iter().enumerate() {
        if number != 0 {
            trees.push(TokenTree::token_alone(TokenKind::Comma, DUMMY_SP));
        }
        match item {
            MetaItem::Literal(literal) => push_literal(literal, &mut trees),
            MetaItem::Meta(meta) => push_meta(meta, &mut trees),
        }
    }
    TokenStream::new(trees)
}

fn push_meta(meta: &Meta, trees: &mut Vec<TokenTree>) {
    for (number, name) in meta.path.iter().enumerate() {
        if number != 0 {
            trees.push(TokenTree::token_alone(TokenKind::PathSep, DUMMY_SP));
        }
        let name = TokenKind::Ident(Symbol::intern(name), IdentIsRaw::No);
        trees.push(TokenTree::token_alone(name, DUMMY_SP));
    }
    match &meta.value {
        MetaValue::Word => {}
        MetaValue::Literal(literal) => {
            trees.push(TokenTree::token_alone(TokenKind::Eq, DUMMY_SP));
            push_literal(literal, trees);
        }
        MetaValue::List(items) => trees.push(TokenTree::Delimited(
            DelimSpan::from_single(DUMMY_SP),
            DelimSpacing::new(Spacing::Alone, Spacing::Alone),
            Delimiter::Parenthesis,
            tokens(items),
        )),
    }
}

/// `true` and `false` are identifiers to the lexer.
fn push_literal(literal: &MetaLiteral, trees: &mut Vec<TokenTree>) {
    let kind = match literal {
        MetaLiteral::Bool(value) => {
            TokenKind::Ident(if *value { kw::True } else { kw::False }, IdentIsRaw::No)
        }
        _ => TokenKind::Literal(token_of(literal)),
    };
    trees.push(TokenTree::token_alone(kind, DUMMY_SP));
}
