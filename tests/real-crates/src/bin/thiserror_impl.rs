//! `#[derive(Error)]` of thiserror: formats, sources, conversions, generics, transparency.

use std::error::Error as _;
use std::fmt::{Debug, Display};

#[derive(Debug, thiserror::Error)]
enum Error<T: Debug + Display> {
    #[error("order {id} has no items")]
    Empty { id: u64 },
    #[error("not a number: {0}")]
    Number(#[from] std::num::ParseIntError),
    #[error("{value:>5}|{value:?}|{}|{extra:x}", value.to_string().len(), extra = 255)]
    Value { value: T },
    #[error("{name} of {}", .list.first().map_or("none", |word| word))]
    List { name: &'static str, list: &'static [&'static str] },
    #[error(transparent)]
    Other(Box<dyn std::error::Error>),
    #[error("at {0}, {1:?}")]
    Both(usize, #[source] std::fmt::Error),
    #[error(fmt = shout)]
    Shout(String, u8),
}

fn shout(text: &str, times: &u8, f: &mut std::fmt::Formatter) -> std::fmt::Result {
    f.write_str(&text.to_uppercase().repeat(usize::from(*times)))
}

#[derive(thiserror::Error, Debug)]
#[error("{code:04} {{}} {why}", why = if *code < 0 { "negative" } else { "fine" })]
struct Struct {
    code: i32,
    source: Inner,
}

#[derive(thiserror::Error, Debug)]
#[error("inner")]
struct Inner;

fn main() {
    let errors = [
        Error::Empty { id: 7 },
        "x".parse::<u8>().unwrap_err().into(),
        Error::Value { value: 1.5 },
        Error::List { name: "list", list: &["a", "b"] },
        Error::List { name: "empty", list: &[] },
        Error::Other("something".into()),
        Error::Both(3, std::fmt::Error),
        Error::Shout("hey ".into(), 2),
    ];
    for error in &errors {
        println!("{error}");
    }
    let error = Struct { code: -5, source: Inner };
    println!("{error} / {}", error.source().unwrap());
}
