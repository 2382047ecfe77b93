//! Attributes in the wrong places.

use failure::Fail;

#[derive(Debug, Fail)]
enum Some {
    #[fail(display = "shown")]
    Shown,
    NotShown,
}

#[derive(Debug, Fail)]
#[fail(display)]
struct Empty;

#[derive(Debug, Fail)]
#[fail(display = "two causes")]
struct Two(#[fail(cause)] std::fmt::Error, #[fail(cause)] std::fmt::Error);

fn main() {}
