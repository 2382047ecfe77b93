//! Token trees as they are sent: lists of numbers and texts, from source text and back.

use std::collections::VecDeque;
use std::fmt;
use std::ops::Range;

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use serde::{Deserialize, Serialize};

use crate::message::SpanMode;

/// 2024, as rust-analyzer counts editions; it is a part of the numbers of files.
const EDITION: u32 = 3;

/// For no text.
const NONE: u32 = u32::MAX;

/// Delimiters by their number.
const DELIMITERS: [(Delimiter, &str, &str); 4] = [
    (Delimiter::None, "\u{27e8}", "\u{27e9}"),
    (Delimiter::Parenthesis, "(", ")"),
    (Delimiter::Brace, "{", "}"),
    (Delimiter::Bracket, "[", "]"),
];

/// What a literal starts and ends with, by the number of its kind.
const QUOTES: [(&str, &str); 11] = [
    ("", ""),
    ("b'", "'"),
    ("'", "'"),
    ("", ""),
    ("", ""),
    ("\"", "\""),
    ("r\"", "\""),
    ("b\"", "\""),
    ("br\"", "\""),
    ("c\"", "\""),
    ("cr\"", "\""),
];

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct FlatTree {
    /// Spans of both delimiters, the kind, and a range of `token_tree`.
    subtree: Vec<u32>,
    /// Span, text, kind with the number of `#` above it, suffix.
    literal: Vec<u32>,
    /// Span, character, whether another one follows.
    punct: Vec<u32>,
    /// Span, text, whether it is raw.
    ident: Vec<u32>,
    /// Numbers in the lists above, and below them, which of the lists.
    token_tree: Vec<u32>,
    text: Vec<String>,
}

/// Spans that are sent.
pub struct Spans {
    mode: SpanMode,
    count: usize,
    table: Vec<u32>,
}

impl Spans {
    pub fn new(mode: SpanMode) -> Spans {
        Spans { mode, count: 0, table: Vec::new() }
    }

    pub fn add(&mut self, range: Range<usize>) -> usize {
        if self.mode == SpanMode::Id {
            self.count += 1;
            return self.count - 1;
        }
        // Outside of all macros.
        let context = u32::MAX - 0x100 - EDITION;
        let span = [EDITION << 23 | 7, 0, range.start as u32, range.end as u32, context];
        // In the table a span has one place.
        let known = self.table.chunks(span.len()).position(|other| other == span);
        known.unwrap_or_else(|| {
            self.table.extend(span);
            self.table.len() / span.len() - 1
        })
    }

    pub fn into_table(self) -> Vec<u32> {
        self.table
    }
}

impl FlatTree {
    pub fn parse(source: &str, spans: &mut Spans) -> FlatTree {
        let stream: TokenStream = source.parse().unwrap();
        let mut tree = FlatTree::default();
        let trees: Vec<TokenTree> = stream.into_iter().collect();
        let mut work = VecDeque::new();
        match <[TokenTree; 1]>::try_from(trees) {
            Ok([TokenTree::Group(group)]) => tree.add_group(group, spans, &mut work),
            Ok(trees) => {
                tree.add_subtree(0..0, 0..0, Delimiter::None, trees.into(), spans, &mut work)
            }
            Err(trees) => tree.add_subtree(0..0, 0..0, Delimiter::None, trees, spans, &mut work),
        }
        while let Some((index, trees)) = work.pop_front() {
            let start = tree.token_tree.len();
            tree.token_tree.resize(start + trees.len(), NONE);
            tree.subtree[5 * index + 3] = start as u32;
            tree.subtree[5 * index + 4] = tree.token_tree.len() as u32;
            for (at, token) in trees.into_iter().enumerate() {
                tree.token_tree[start + at] = tree.add(token, spans, &mut work);
            }
        }
        tree
    }

    fn add(&mut self, token: TokenTree, spans: &mut Spans, work: &mut Work) -> u32 {
        let span = |spans: &mut Spans| spans.add(token.span().byte_range()) as u32;
        let (list, width, tag) = match &token {
            TokenTree::Group(group) => {
                let index = self.subtree.len() / 5;
                self.add_group(group.clone(), spans, work);
                return (index as u32) << 2;
            }
            TokenTree::Literal(literal) => {
                let (kind, text, suffix) = split(&literal.to_string());
                let entry = [
                    span(spans),
                    self.intern(text),
                    kind,
                    suffix.map_or(NONE, |it| self.intern(it)),
                ];
                self.literal.extend(entry);
                (&self.literal, 4, 1)
            }
            TokenTree::Punct(punct) => {
                let is_joint = punct.spacing() == Spacing::Joint;
                self.punct.extend([span(spans), u32::from(punct.as_char()), u32::from(is_joint)]);
                (&self.punct, 3, 2)
            }
            TokenTree::Ident(ident) => {
                let text = ident.to_string();
                let name = text.strip_prefix("r#");
                let entry = [
                    span(spans),
                    self.intern(name.unwrap_or(&text).to_owned()),
                    u32::from(name.is_some()),
                ];
                self.ident.extend(entry);
                (&self.ident, 3, 3)
            }
        };
        ((list.len() / width - 1) as u32) << 2 | tag
    }

    fn add_group(&mut self, group: Group, spans: &mut Spans, work: &mut Work) {
        let (open, close) = (group.span_open().byte_range(), group.span_close().byte_range());
        let trees = group.stream().into_iter().collect();
        self.add_subtree(open, close, group.delimiter(), trees, spans, work);
    }

    fn add_subtree(
        &mut self,
        open: Range<usize>,
        close: Range<usize>,
        delimiter: Delimiter,
        trees: Vec<TokenTree>,
        spans: &mut Spans,
        work: &mut Work,
    ) {
        let kind = DELIMITERS.iter().position(|(other, ..)| *other == delimiter).unwrap();
        work.push_back((self.subtree.len() / 5, trees));
        let (open, close) = (spans.add(open) as u32, spans.add(close) as u32);
        self.subtree.extend([open, close, kind as u32, NONE, NONE]);
    }

    fn intern(&mut self, text: String) -> u32 {
        let known = self.text.iter().position(|other| *other == text);
        let index = known.unwrap_or_else(|| {
            self.text.push(text);
            self.text.len() - 1
        });
        index as u32
    }

    fn show(&self, subtree: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers = &self.subtree[5 * subtree..][..5];
        let (_, open, close) = DELIMITERS[numbers[2] as usize];
        write!(f, "{open}")?;
        for (at, &entry) in
            self.token_tree[numbers[3] as usize..numbers[4] as usize].iter().enumerate()
        {
            let index = (entry >> 2) as usize;
            if at != 0 {
                write!(f, " ")?;
            }
            match entry & 3 {
                0 => self.show(index, f)?,
                1 => self.show_literal(&self.literal[4 * index..][..4], f)?,
                2 => write!(f, "{}", char::from_u32(self.punct[3 * index + 1]).unwrap())?,
                _ => {
                    let raw = if self.ident[3 * index + 2] == 1 { "r#" } else { "" };
                    write!(f, "{raw}{}", self.text[self.ident[3 * index + 1] as usize])?;
                }
            }
        }
        write!(f, "{close}")
    }

    fn show_literal(&self, numbers: &[u32], f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (open, close) = QUOTES[(numbers[2] & 0xff) as usize];
        let suffix = if numbers[3] == NONE { "" } else { &self.text[numbers[3] as usize] };
        write!(f, "{open}{}{close}{suffix}", self.text[numbers[1] as usize])
    }
}

type Work = VecDeque<(usize, Vec<TokenTree>)>;

/// Tokens with spaces between them, for tests to compare; `#` of raw strings are left out.
impl fmt::Display for FlatTree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show(0, f)
    }
}

/// The number of a literal's kind, its text and its suffix. Raw strings are not for tests.
fn split(source: &str) -> (u32, String, Option<String>) {
    for kind in [1, 2, 5, 7, 9] {
        let (open, close) = QUOTES[kind];
        if let Some(rest) = source.strip_prefix(open) {
            let (text, suffix) = rest.rsplit_once(close).unwrap();
            return (kind as u32, text.to_owned(), (!suffix.is_empty()).then(|| suffix.to_owned()));
        }
    }
    let is_suffix = |text: &&str| source.ends_with(*text) && !source.starts_with("0x");
    let suffix = ["u8", "u32", "u64", "i32", "usize", "f32", "f64"].into_iter().find(is_suffix);
    let text = source.strip_suffix(suffix.unwrap_or("")).unwrap();
    let is_float =
        text.contains(['.', 'e']) || suffix.is_some_and(|suffix| suffix.starts_with('f'));
    (if is_float { 4 } else { 3 }, text.to_owned(), suffix.map(str::to_owned))
}
