//! JSON is parsed, printed in both forms, and changed.
use std::collections::BTreeMap;
use std::fmt;
use std::hint::black_box;

#[derive(Clone, Debug, PartialEq)]
enum Json {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Map(BTreeMap<String, Json>),
}

struct Parser<'a>(std::iter::Peekable<std::str::Chars<'a>>);

impl Parser<'_> {
    fn space(&mut self) -> Option<char> {
        while self.0.next_if(|c| c.is_whitespace()).is_some() {}
        self.0.peek().copied()
    }

    fn text(&mut self) -> Result<String, String> {
        let mut text = String::new();
        self.0.next();
        loop {
            match self.0.next().ok_or("text does not end")? {
                '"' => return Ok(text),
                '\\' => match self.0.next() {
                    Some('n') => text.push('\n'),
                    Some('u') => {
                        let digits: String = self.0.by_ref().take(4).collect();
                        let n = u32::from_str_radix(&digits, 16).map_err(|e| e.to_string())?;
                        text.push(char::from_u32(n).unwrap_or('\u{FFFD}'));
                    }
                    other => text.extend(other),
                },
                c => text.push(c),
            }
        }
    }

    fn items<T>(&mut self, end: char, item: impl Fn(&mut Self) -> Result<T, String>) -> Result<Vec<T>, String> {
        let mut items = Vec::new();
        self.0.next();
        while self.space() != Some(end) {
            items.push(item(self)?);
            if self.space() == Some(',') {
                self.0.next();
            } else if self.space() != Some(end) {
                return Err(format!("{:?} instead of {end}", self.space()));
            }
        }
        self.0.next();
        Ok(items)
    }

    fn value(&mut self) -> Result<Json, String> {
        match self.space() {
            Some('"') => self.text().map(Json::Text),
            Some('[') => self.items(']', Self::value).map(Json::List),
            Some('{') => {
                let pair = |this: &mut Self| {
                    this.space();
                    let key = this.text()?;
                    this.space();
                    this.0.next_if_eq(&':').ok_or("no colon")?;
                    Ok((key, this.value()?))
                };
                Ok(Json::Map(self.items('}', pair)?.into_iter().collect()))
            }
            _ => {
                let mut word = String::new();
                while let Some(c) = self.0.next_if(|c| c.is_alphanumeric() || "+-.".contains(*c)) {
                    word.push(c);
                }
                match &*word {
                    "null" => Ok(Json::Null),
                    "true" | "false" => Ok(Json::Bool(word == "true")),
                    _ => word.parse().map(Json::Number).map_err(|e| format!("{word:?}: {e}")),
                }
            }
        }
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Json::Null => f.write_str("null"),
            Json::Bool(b) => b.fmt(f),
            Json::Number(n) => n.fmt(f),
            Json::Text(t) => fmt::Debug::fmt(t, f),
            Json::List(l) => f.debug_list().entries(l.iter().map(|j| format_args!("{j}").to_string())).finish(),
            Json::Map(m) => f.debug_map().entries(m.iter().map(|(k, v)| (k, v))).finish(),
        }
    }
}

fn main() {
    for text in black_box([r#" {"a": [1, -2.5e3, true, null], "b\n": {"c": "\u00e9\"x"}, "": []} "#, "[[[]], {}]", "[1 2]", r#"{"a" 1}"#, r#""open"#, "nul", "1e400", "[,]"]) {
        match Parser(text.chars().peekable()).value() {
            Ok(json) => println!("{json} {json:?}\n{json:#}"),
            Err(error) => println!("error: {error}"),
        }
    }
}
