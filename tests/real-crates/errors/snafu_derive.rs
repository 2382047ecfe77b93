//! What snafu's derive refuses.

use snafu::Snafu;

#[derive(Debug, Snafu)]
#[snafu(unknown)]
enum Unknown {
    #[snafu(display = "x", display("y"))]
    A,
    #[snafu(display("{missing}"))]
    B { present: u8 },
    #[snafu(source(true), context(false))]
    C { a: u8, b: u8 },
    #[snafu(transparent)]
    D { source: std::fmt::Error, extra: u8 },
    E(u8),
    #[snafu(whatever)]
    F { message: String, a: u8 },
}

#[derive(Debug, Snafu)]
struct Sources {
    #[snafu(source)]
    a: std::fmt::Error,
    #[snafu(source)]
    b: std::fmt::Error,
    #[snafu(backtrace, implicit)]
    c: u8,
}

#[derive(Debug, Snafu)]
enum NotErrors {
    A { source: u8 },
}

#[derive(Snafu)]
union Union {
    a: u8,
}

fn main() {}
