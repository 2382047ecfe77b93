//! What thiserror's derive refuses, and what rustc says about the formats that it made.

use thiserror::Error;

#[derive(Error, Debug)]
enum NoDisplay {
    #[error("fine")]
    A,
    B,
}

#[derive(Error, Debug)]
#[error("{missing} {0}")]
struct Missing {
    present: u8,
}

#[derive(Error, Debug)]
enum Sources {
    #[error("two")]
    Two {
        #[source]
        a: std::fmt::Error,
        #[source]
        b: std::fmt::Error,
    },
    #[error("more than the source")]
    More {
        #[from]
        a: std::fmt::Error,
        b: u8,
    },
    #[error(transparent)]
    Transparent(u8, u8),
}

#[derive(Error, Debug)]
#[error("unclosed {")]
struct Unclosed;

#[derive(Error, Debug)]
#[error("{0}")]
struct NotDisplay(Vec<u8>);

#[derive(Error, Debug)]
#[error("inner")]
struct NotError {
    source: u8,
}

#[derive(Error)]
union Union {
    a: u8,
}

fn main() {}
