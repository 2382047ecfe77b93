//! A text of nested values written, parsed, and written again: formatting, strings, enums and recursion.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Write};

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    Array(Vec<Value>),
    Object(BTreeMap<String, Value>),
}

impl Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Bool(value) => write!(f, "{value}"),
            Value::Number(value) => write!(f, "{value}"),
            Value::Text(text) => quote(text, f),
            Value::Array(values) => {
                f.write_char('[')?;
                for (index, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if index == 0 { "" } else { "," })?;
                }
                f.write_char(']')
            }
            Value::Object(members) => {
                f.write_char('{')?;
                for (index, (name, value)) in members.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { ", " })?;
                    quote(name, f)?;
                    write!(f, ": {value}")?;
                }
                f.write_char('}')
            }
        }
    }
}

fn quote(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' | '\\' => write!(f, "\\{c}")?,
            '\n' => f.write_str("\\n")?,
            c if c < ' ' => write!(f, "\\u{:04x}", c as u32)?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('"')
}

/// What is at this position is not a value.
struct Unexpected(usize);

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.text[self.at..].starts_with(token);
        self.at += if found { token.len() } else { 0 };
        found
    }

    fn expect(&mut self, token: &str) -> Result<(), Unexpected> {
        self.skip_space();
        if self.eat(token) { Ok(()) } else { Err(Unexpected(self.at)) }
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn value(&mut self) -> Result<Value, Unexpected> {
        self.skip_space();
        match self.peek() {
            Some('n') => self.expect("null").map(|()| Value::Null),
            Some('t') => self.expect("true").map(|()| Value::Bool(true)),
            Some('f') => self.expect("false").map(|()| Value::Bool(false)),
            Some('"') => self.string().map(Value::Text),
            Some('[') => self.array(),
            Some('{') => self.object(),
            _ => self.number(),
        }
    }

    fn number(&mut self) -> Result<Value, Unexpected> {
        let rest = &self.text[self.at..];
        let end = rest
            .find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e'))
            .unwrap_or(rest.len());
        let number = rest[..end].parse().map_err(|_| Unexpected(self.at))?;
        self.at += end;
        Ok(Value::Number(number))
    }

    fn string(&mut self) -> Result<String, Unexpected> {
        self.expect("\"")?;
        let mut string = String::new();
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            match c {
                '"' => return Ok(string),
                '\\' => string.push(self.escape()?),
                c => string.push(c),
            }
        }
        Err(Unexpected(self.at))
    }

    fn escape(&mut self) -> Result<char, Unexpected> {
        let c = self.peek().ok_or(Unexpected(self.at))?;
        self.at += c.len_utf8();
        if c != 'u' {
            return Ok(if c == 'n' { '\n' } else { c });
        }
        let digits = self.text.get(self.at..self.at + 4).ok_or(Unexpected(self.at))?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).ok_or(Unexpected(self.at))
    }

    fn array(&mut self) -> Result<Value, Unexpected> {
        self.expect("[")?;
        let mut values = Vec::new();
        while !self.eat("]") {
            values.push(self.value()?);
            self.skip_space();
            self.eat(",");
        }
        Ok(Value::Array(values))
    }

    fn object(&mut self) -> Result<Value, Unexpected> {
        self.expect("{")?;
        let mut members = BTreeMap::new();
        while !self.eat("}") {
            self.skip_space();
            let name = self.string()?;
            self.expect(":")?;
            members.insert(name, self.value()?);
            self.skip_space();
            self.eat(",");
        }
        Ok(Value::Object(members))
    }
}

fn sample(seed: u32, depth: u32) -> Value {
    match seed % if depth == 0 { 5 } else { 7 } {
        0 => Value::Null,
        1 => Value::Bool(seed % 2 == 0),
        2 => Value::Number(f64::from(seed % 10_000) / 8.0 - 100.0),
        3 => Value::Text(format!("text \"{seed}\"\n\u{1}é")),
        4 => Value::Number(f64::from(seed / 3)),
        5 => Value::Array((0..5).map(|i| sample(seed.wrapping_mul(31) ^ i, depth - 1)).collect()),
        _ => {
            let member = |i| (format!("member {i}"), sample(seed.wrapping_mul(37) ^ i, depth - 1));
            Value::Object((0..6).map(member).collect())
        }
    }
}

/// How much there is to do.
fn scale() -> u32 {
    std::env::args().nth(1).map_or(1, |scale| scale.parse().expect("the scale is a number"))
}

fn main() {
    let value =
        Value::Array((0..3000u32).map(|i| sample(i.wrapping_mul(2_654_435_761), 4)).collect());
    let text = value.to_string();
    let mut checksum = 0u32;
    for _ in 0..scale() {
        let parsed = Parser { text: &text, at: 0 }.value();
        let parsed = parsed.unwrap_or_else(|Unexpected(at)| panic!("there is no value at {at}"));
        assert!(parsed == value, "what is parsed is what was written");
        let again = parsed.to_string();
        checksum = again.bytes().fold(checksum, |sum, b| sum.rotate_left(3) ^ u32::from(b));
    }
    println!("{} bytes, checksum {checksum:08x}", text.len());
}
