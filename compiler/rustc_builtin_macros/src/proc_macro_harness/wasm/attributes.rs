//! Which attributes of a macro or its crate are written to the macro list, and how: as meta items.
//!
//! Metadata has more, all that is marked to be encoded. But of what can be on a function, these are
//! all that anybody reads of a macro; `rustc_metadata::rmeta::wasm_synthetic` reads them.
//! Documentation and deprecation have lines of their own.

use rustc_ast as ast;
use rustc_ast::ast::{MetaItemInner, MetaItemKind};
use rustc_ast::attr::data_structures::CfgEntry;
use rustc_ast::{AttrItemKind, AttrKind, EarlyParsedAttribute};
use rustc_span::{Symbol, sym};
use rustc_wasm_proc_macro::{Meta, MetaItem, MetaLiteral, MetaValue};

/// Attributes of the compiler that are carried. All those of tools are, too.
const CARRIED: [Symbol; 7] = [
    sym::allow_internal_unsafe,
    sym::allow_internal_unstable,
    sym::doc,
    sym::must_use,
    sym::rustc_diagnostic_item,
    sym::stable,
    sym::unstable,
];

/// The text of an attribute that is carried.
pub(super) fn to_meta(attr: &ast::Attribute) -> Option<String> {
    let AttrKind::Normal(normal) = &attr.kind else { return None };
    let meta = match &normal.item.args {
        // What is left of a `cfg` that held.
        AttrItemKind::Parsed(EarlyParsedAttribute::CfgTrace(cfg)) => {
            list(sym::cfg, vec![MetaItem::Meta(from_cfg(cfg)?)])
        }
        AttrItemKind::Parsed(_) => return None,
        AttrItemKind::Unparsed(_) => {
            let is_carried = match &*normal.item.path.segments {
                [name] => CARRIED.contains(&name.ident.name),
                [tool, ..] => tool.ident.name != sym::diagnostic,
                [] => false,
            };
            from_ast(&attr.meta().filter(|_| is_carried)?)?
        }
    };
    // What would not be understood is better left out.
    let text = meta.to_string();
    Meta::parse(&text).map(|_| text)
}

fn from_ast(meta: &ast::MetaItem) -> Option<Meta> {
    let path = meta.path.segments.iter().map(|segment| segment.ident.name.to_string()).collect();
    let value = match &meta.kind {
        MetaItemKind::Word => MetaValue::Word,
        MetaItemKind::NameValue(literal) => MetaValue::Literal(from_literal(literal)?),
        MetaItemKind::List(items) => {
            let item = |item: &MetaItemInner| match item {
                MetaItemInner::MetaItem(meta) => from_ast(meta).map(MetaItem::Meta),
                MetaItemInner::Lit(literal) => from_literal(literal).map(MetaItem::Literal),
            };
            MetaValue::List(items.iter().map(item).collect::<Option<_>>()?)
        }
    };
    Some(Meta { path, value })
}

fn from_literal(literal: &ast::MetaItemLit) -> Option<MetaLiteral> {
    match &literal.kind {
        ast::LitKind::Str(text, _) => Some(MetaLiteral::Text(text.to_string())),
        ast::LitKind::Int(number, _) => Some(MetaLiteral::Number(number.get())),
        ast::LitKind::Bool(value) => Some(MetaLiteral::Bool(*value)),
        _ => None,
    }
}

fn from_cfg(cfg: &CfgEntry) -> Option<Meta> {
    let all = |name, entries: &[CfgEntry]| {
        let entries = entries.iter().map(|entry| from_cfg(entry).map(MetaItem::Meta));
        Some(list(name, entries.collect::<Option<_>>()?))
    };
    match cfg {
        CfgEntry::All(entries, _) => all(sym::all, entries),
        CfgEntry::Any(entries, _) => all(sym::any, entries),
        CfgEntry::Not(entry, _) => Some(list(sym::not, vec![MetaItem::Meta(from_cfg(entry)?)])),
        // `all()` holds, and `any()` does not.
        CfgEntry::Bool(true, _) => all(sym::all, &[]),
        CfgEntry::Bool(false, _) => all(sym::any, &[]),
        CfgEntry::NameValue { name, value, .. } => {
            let text = |value: &Symbol| MetaValue::Literal(MetaLiteral::Text(value.to_string()));
            let value = value.as_ref().map_or(MetaValue::Word, text);
            Some(Meta { path: vec![name.to_string()], value })
        }
        CfgEntry::Version(..) => None,
    }
}

fn list(name: Symbol, items: Vec<MetaItem>) -> Meta {
    Meta { path: vec![name.to_string()], value: MetaValue::List(items) }
}
