//! An error type with sources, and functions that return it.
use std::fmt;

#[derive(Debug)]
pub enum Error {
    Parse(std::num::ParseIntError),
    Range { value: i64, limit: i64 },
    Other(Box<dyn std::error::Error>),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Parse(e) => write!(f, "parse: {e}"),
            Error::Range { value, limit } => write!(f, "{value} is beyond {limit}"),
            Error::Other(e) => write!(f, "other: {e}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Parse(e) => Some(e),
            Error::Range { .. } => None,
            Error::Other(e) => Some(&**e),
        }
    }
}

impl From<std::num::ParseIntError> for Error {
    fn from(e: std::num::ParseIntError) -> Self {
        Error::Parse(e)
    }
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

pub fn limited(text: &str, limit: i64) -> Result<i64> {
    let value = text.parse()?;
    if value > limit { Err(Error::Range { value, limit }) } else { Ok(value) }
}
