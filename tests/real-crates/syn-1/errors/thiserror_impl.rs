//! What thiserror refuses.

use thiserror::Error;

#[derive(Error, Debug)]
enum Missing {
    #[error("a")]
    A,
    B,
}

#[derive(Error, Debug)]
#[error("{missing}")]
struct NoField {
    #[from]
    a: std::fmt::Error,
    b: u8,
}

#[derive(Error, Debug)]
#[error(transparent)]
struct Transparent(u8, u8);

fn main() {}
