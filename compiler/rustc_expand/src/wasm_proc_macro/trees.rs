//! Token trees and diagnostics of the bridge of `proc_macro`, and the same as `rustc_wasm_proc_macro` has them. For
//! whatever streams, spans and symbols a server has: rustc's, or that of rust-analyzer.

use rustc_proc_macro as pm;
use rustc_wasm_proc_macro::tree;

type PmTree<T, S, Y> = pm::bridge::TokenTree<T, S, Y>;
type WasmTree<T, S, Y> = tree::TokenTree<T, S, Y>;

pub fn tree_to_wasm<T, S, Y>(tree: PmTree<T, S, Y>) -> WasmTree<T, S, Y> {
    match tree {
        PmTree::Group(pm::bridge::Group { delimiter, stream, span }) => {
            let pm::bridge::DelimSpan { open, close, entire } = span;
            WasmTree::Group(tree::Group {
                delimiter: match delimiter {
                    pm::Delimiter::Parenthesis => tree::Delimiter::Parenthesis,
                    pm::Delimiter::Brace => tree::Delimiter::Brace,
                    pm::Delimiter::Bracket => tree::Delimiter::Bracket,
                    pm::Delimiter::None => tree::Delimiter::None,
                },
                stream,
                span: tree::DelimSpan { open, close, entire },
            })
        }
        PmTree::Punct(pm::bridge::Punct { ch, joint, span }) => {
            WasmTree::Punct(tree::Punct { ch, joint, span })
        }
        PmTree::Ident(pm::bridge::Ident { sym, is_raw, span }) => {
            WasmTree::Ident(tree::Ident { sym, is_raw, span })
        }
        PmTree::Literal(literal) => WasmTree::Literal(literal_to_wasm(literal)),
    }
}

pub fn tree_from_wasm<T, S, Y>(tree: WasmTree<T, S, Y>) -> PmTree<T, S, Y> {
    match tree {
        WasmTree::Group(tree::Group { delimiter, stream, span }) => {
            let tree::DelimSpan { open, close, entire } = span;
            PmTree::Group(pm::bridge::Group {
                delimiter: match delimiter {
                    tree::Delimiter::Parenthesis => pm::Delimiter::Parenthesis,
                    tree::Delimiter::Brace => pm::Delimiter::Brace,
                    tree::Delimiter::Bracket => pm::Delimiter::Bracket,
                    tree::Delimiter::None => pm::Delimiter::None,
                },
                stream,
                span: pm::bridge::DelimSpan { open, close, entire },
            })
        }
        WasmTree::Punct(tree::Punct { ch, joint, span }) => {
            PmTree::Punct(pm::bridge::Punct { ch, joint, span })
        }
        WasmTree::Ident(tree::Ident { sym, is_raw, span }) => {
            PmTree::Ident(pm::bridge::Ident { sym, is_raw, span })
        }
        WasmTree::Literal(tree::Literal { kind, symbol, suffix, span }) => {
            let kind = lit_kind_from_wasm(kind);
            PmTree::Literal(pm::bridge::Literal { kind, symbol, suffix, span })
        }
    }
}

pub fn literal_to_wasm<S, Y>(literal: pm::bridge::Literal<S, Y>) -> tree::Literal<S, Y> {
    let pm::bridge::Literal { kind, symbol, suffix, span } = literal;
    tree::Literal { kind: lit_kind_to_wasm(kind), symbol, suffix, span }
}

fn lit_kind_to_wasm(kind: pm::bridge::LitKind) -> tree::LitKind {
    use pm::bridge::LitKind;
    match kind {
        LitKind::Byte => tree::LitKind::Byte,
        LitKind::Char => tree::LitKind::Char,
        LitKind::Integer => tree::LitKind::Integer,
        LitKind::Float => tree::LitKind::Float,
        LitKind::Str => tree::LitKind::Str,
        LitKind::StrRaw(n) => tree::LitKind::StrRaw(n),
        LitKind::ByteStr => tree::LitKind::ByteStr,
        LitKind::ByteStrRaw(n) => tree::LitKind::ByteStrRaw(n),
        LitKind::CStr => tree::LitKind::CStr,
        LitKind::CStrRaw(n) => tree::LitKind::CStrRaw(n),
        LitKind::ErrWithGuar => tree::LitKind::ErrWithGuar,
    }
}

fn lit_kind_from_wasm(kind: tree::LitKind) -> pm::bridge::LitKind {
    use pm::bridge::LitKind;
    match kind {
        tree::LitKind::Byte => LitKind::Byte,
        tree::LitKind::Char => LitKind::Char,
        tree::LitKind::Integer => LitKind::Integer,
        tree::LitKind::Float => LitKind::Float,
        tree::LitKind::Str => LitKind::Str,
        tree::LitKind::StrRaw(n) => LitKind::StrRaw(n),
        tree::LitKind::ByteStr => LitKind::ByteStr,
        tree::LitKind::ByteStrRaw(n) => LitKind::ByteStrRaw(n),
        tree::LitKind::CStr => LitKind::CStr,
        tree::LitKind::CStrRaw(n) => LitKind::CStrRaw(n),
        tree::LitKind::ErrWithGuar => LitKind::ErrWithGuar,
    }
}

pub fn diagnostic_from_wasm<S>(diagnostic: tree::Diagnostic<S>) -> pm::bridge::Diagnostic<S> {
    let tree::Diagnostic { level, message, spans, children } = diagnostic;
    pm::bridge::Diagnostic {
        level: match level {
            tree::Level::Error => pm::Level::Error,
            tree::Level::Warning => pm::Level::Warning,
            tree::Level::Note => pm::Level::Note,
            tree::Level::Help => pm::Level::Help,
        },
        message,
        spans,
        children: children.into_iter().map(diagnostic_from_wasm).collect(),
    }
}
