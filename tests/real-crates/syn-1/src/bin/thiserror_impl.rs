//! Errors with sources and formats.

use std::error::Error as _;

use thiserror::Error;

#[derive(Error, Debug)]
enum Error {
    #[error("cannot read {name} (at {})", .place.unwrap_or(0))]
    Read { name: String, place: Option<u32> },
    #[error("{0:?} and {1:>4}")]
    Two(&'static str, u8),
    #[error(transparent)]
    Parse(#[from] std::num::ParseIntError),
    #[error("with a source")]
    Source {
        #[source]
        inner: std::fmt::Error,
    },
}

#[derive(Error, Debug)]
#[error("generic {value}, {}", self.extra())]
struct Generic<T: std::fmt::Display> {
    value: T,
}

impl<T: std::fmt::Display> Generic<T> {
    fn extra(&self) -> usize {
        self.value.to_string().len()
    }
}

fn main() {
    let parse = "x".parse::<u8>().unwrap_err();
    let errors = [
        Error::Read { name: "a".into(), place: None },
        Error::Two("b", 2),
        parse.into(),
        Error::Source { inner: std::fmt::Error },
    ];
    for error in errors {
        println!("{error} {:?}", error.source().map(|source| source.to_string()));
    }
    println!("{}", Generic { value: 1234 });
}
