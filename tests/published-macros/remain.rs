//! `#[sorted]` and `#[check]`: variants and arms in order.
//@ dependency: remain = "0.2"

#[remain::sorted]
#[derive(Debug)]
enum Error {
    Fmt(std::fmt::Error),
    Io(u8),
    #[remain::unsorted]
    Before,
    Utf8 {
        a: bool,
    },
}

#[remain::check]
fn name(error: &Error) -> &'static str {
    #[sorted]
    match error {
        Error::Fmt(_) => "fmt",
        Error::Io(0) | Error::Io(_) => "io",
        Error::Utf8 { a: true } => "utf-8",
        _ => "other",
    }
}

fn main() {
    for error in [Error::Fmt(std::fmt::Error), Error::Io(1), Error::Before, Error::Utf8 { a: true }] {
        println!("{} {error:?}", name(&error));
    }
}
