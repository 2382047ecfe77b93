//! Errors with context.

use snafu::{ensure, ResultExt, Snafu};

#[derive(Debug, Snafu)]
#[snafu(visibility(pub(crate)))]
enum Error {
    #[snafu(display("cannot read {text:?}: {source}"))]
    Read { text: String, source: std::num::ParseIntError },
    #[snafu(display("{} is too large", number))]
    Large { number: u32 },
    #[snafu(context(false))]
    Format { source: std::fmt::Error },
}

#[derive(Debug, Snafu)]
struct Opaque(Error);

fn read(text: &str) -> Result<u32, Opaque> {
    let number: u32 = text.parse().context(ReadSnafu { text })?;
    ensure!(number < 100, LargeSnafu { number });
    Ok(number)
}

fn main() {
    for text in ["7", "x", "700"] {
        match read(text) {
            Ok(number) => println!("{number}"),
            Err(error) => println!("{error} {error:?}"),
        }
    }
    println!("{}", Error::from(std::fmt::Error));
}
