//! Meta items, which are what attributes say: `doc(alias = "x", hidden)`. Written and read as text, in
//! a grammar that needs no lexer of Rust. Knows nothing of what an attribute means.
//!
//! ```text
//! META    = PATH | PATH "=" LITERAL | PATH "(" [ITEM {"," ITEM}] ")"
//! ITEM    = META | LITERAL
//! PATH    = NAME {"::" NAME}
//! LITERAL = "true" | "false" | a decimal number | a text in quotes, with \" and \\ in it
//! ```

use std::fmt;

use super::identifier;

/// How deep lists may nest. `doc(cfg(all(not(...))))` has 4.
const MAX_DEPTH: usize = 32;

/// A path, and what follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    pub path: Vec<String>,
    pub value: MetaValue,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MetaValue {
    /// Nothing.
    Word,
    /// `= LITERAL`
    Literal(MetaLiteral),
    /// `(ITEM, ITEM)`
    List(Vec<MetaItem>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MetaItem {
    Meta(Meta),
    Literal(MetaLiteral),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MetaLiteral {
    Bool(bool),
    Number(u128),
    Text(String),
}

impl Meta {
    /// Parses a whole text. `None` if it is not as described above, or nests too deep.
    pub fn parse(text: &str) -> Option<Meta> {
        let mut parser = Parser { rest: text };
        let meta = parser.meta(0)?;
        parser.rest.is_empty().then_some(meta)
    }

    /// The path, if it is a single name.
    pub fn name(&self) -> Option<&str> {
        match self.path.as_slice() {
            [name] => Some(name),
            _ => None,
        }
    }

    /// What is in the parentheses; nothing if there are none.
    pub fn items(&self) -> &[MetaItem] {
        match &self.value {
            MetaValue::List(items) => items,
            MetaValue::Word | MetaValue::Literal(_) => &[],
        }
    }

    /// The text after `=`.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            MetaValue::Literal(MetaLiteral::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The text in `this(NAME = "TEXT")`.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.metas().find(|meta| meta.name() == Some(name))?.text()
    }

    /// The items that are metas themselves.
    pub fn metas(&self) -> impl Iterator<Item = &Meta> {
        self.items().iter().filter_map(|item| match item {
            MetaItem::Meta(meta) => Some(meta),
            MetaItem::Literal(_) => None,
        })
    }
}

impl fmt::Display for Meta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path.join("::"))?;
        match &self.value {
            MetaValue::Word => Ok(()),
            MetaValue::Literal(literal) => write!(f, " = {literal}"),
            MetaValue::List(items) => {
                f.write_str("(")?;
                for (number, item) in items.iter().enumerate() {
                    f.write_str(if number == 0 { "" } else { ", " })?;
                    match item {
                        MetaItem::Meta(meta) => write!(f, "{meta}")?,
                        MetaItem::Literal(literal) => write!(f, "{literal}")?,
                    }
                }
                f.write_str(")")
            }
        }
    }
}

impl fmt::Display for MetaLiteral {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MetaLiteral::Bool(value) => write!(f, "{value}"),
            MetaLiteral::Number(value) => write!(f, "{value}"),
            MetaLiteral::Text(text) => {
                write!(f, "\"{}\"", text.replace('\\', r"\\").replace('"', "\\\""))
            }
        }
    }
}

struct Parser<'a> {
    rest: &'a str,
}

impl<'a> Parser<'a> {
    fn meta(&mut self, depth: usize) -> Option<Meta> {
        let mut path = vec![identifier(self.word()).ok()?];
        while self.eat("::") {
            path.push(identifier(self.word()).ok()?);
        }
        let value = if self.eat("=") {
            MetaValue::Literal(self.literal()?)
        } else if self.eat("(") {
            MetaValue::List(self.items(depth)?)
        } else {
            MetaValue::Word
        };
        Some(Meta { path, value })
    }

    /// What follows a parenthesis, with the one that closes.
    fn items(&mut self, depth: usize) -> Option<Vec<MetaItem>> {
        let depth = depth.checked_add(1).filter(|&depth| depth <= MAX_DEPTH)?;
        let mut items = Vec::new();
        if self.eat(")") {
            return Some(items);
        }
        loop {
            let is_meta = self.rest.starts_with(|c: char| c == '_' || c.is_alphabetic())
                && !["true", "false"].contains(&self.peek());
            items.push(match is_meta {
                true => MetaItem::Meta(self.meta(depth)?),
                false => MetaItem::Literal(self.literal()?),
            });
            if self.eat(")") {
                return Some(items);
            }
            if !self.eat(",") {
                return None;
            }
        }
    }

    fn literal(&mut self) -> Option<MetaLiteral> {
        if self.rest.starts_with('"') {
            return Some(MetaLiteral::Text(self.text()?));
        }
        match self.word() {
            "true" => Some(MetaLiteral::Bool(true)),
            "false" => Some(MetaLiteral::Bool(false)),
            number => super::number(number).map(MetaLiteral::Number),
        }
    }

    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        let mut chars = self.rest.strip_prefix('"')?.chars();
        loop {
            match chars.next()? {
                '"' => break,
                '\\' => text.push(chars.next().filter(|c| ['"', '\\'].contains(c))?),
                c => text.push(c),
            }
        }
        self.rest = chars.as_str().trim_start_matches(' ');
        Some(text)
    }

    /// The letters and digits that come next.
    fn peek(&self) -> &'a str {
        let is_in_word = |c: char| c == '_' || c.is_alphanumeric();
        let end = self.rest.find(|c| !is_in_word(c)).unwrap_or(self.rest.len());
        self.rest.get(..end).unwrap_or_default()
    }

    fn word(&mut self) -> &'a str {
        let word = self.peek();
        self.eat(word);
        word
    }

    /// Skips `text` and the spaces after it, if it is there.
    fn eat(&mut self, text: &str) -> bool {
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest.trim_start_matches(' ');
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for text in [
            "allow_internal_unsafe",
            "allow_internal_unstable(never_type, core_intrinsics)",
            "must_use = \"it is why it was made\"",
            "doc(alias = \"a\", alias(\"b\", \"c\"), cfg(all(not(unix), feature = \"d\")))",
            "clippy::format_args",
            "a::b::c()",
            "a = true",
            "a(1, 340282366920938463463374607431768211455, \"x\", false, b)",
            "a = \"quotes \\\" and \\\\ and : and ) and ü\"",
            "größe(\"\")",
        ] {
            let meta = Meta::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(meta.to_string(), text);
        }
        assert_eq!(Meta::parse("a( b ,c =1 )").unwrap().to_string(), "a(b, c = 1)");
    }

    #[test]
    fn what_is_found_in_it() {
        let meta = Meta::parse("unstable(feature = \"f\", \"x\", issue = 7, soft)").unwrap();
        assert_eq!(meta.name(), Some("unstable"));
        assert_eq!(meta.text_of("feature"), Some("f"));
        assert_eq!(meta.text_of("issue"), None);
        assert_eq!(meta.text_of("soft"), None);
        assert_eq!(meta.metas().count(), 3);
        assert_eq!(Meta::parse("a::b = \"c\"").unwrap().name(), None);
        assert_eq!(Meta::parse("a = \"c\"").unwrap().text(), Some("c"));
    }

    #[test]
    fn what_is_no_meta_item() {
        for text in [
            "",
            " ",
            "1",
            "\"a\"",
            "_",
            "a::",
            "::a",
            "a:b",
            "a =",
            "a = b",
            "a = 1.5",
            "a = -1",
            "a = +1",
            "a = \"b",
            "a = \"b\\",
            "a = \"\\n\"",
            "a(",
            "a(b",
            "a(b,)",
            "a(,b)",
            "a(b c)",
            "a()b",
            "a b",
            "a = 340282366920938463463374607431768211456",
            "r#a",
            "a[b]",
            "a(b))",
            "a = 1 2",
        ] {
            assert_eq!(Meta::parse(text), None, "{text}");
        }
    }

    #[test]
    fn lists_nest_so_deep_and_no_deeper() {
        let nested = |depth: usize| format!("{}{}", "a(".repeat(depth), ")".repeat(depth));
        assert!(Meta::parse(&nested(MAX_DEPTH)).is_some());
        assert_eq!(Meta::parse(&nested(MAX_DEPTH + 1)), None);
        assert_eq!(Meta::parse(&nested(1_000_000)), None);
    }
}
