//! `#[derive(Snafu)]`: errors with context selectors, sources, visibility; `#[report]`.

use std::num::ParseIntError;

use snafu::{ErrorCompat, Location, OptionExt, ResultExt, Snafu, ensure, whatever};

#[derive(Debug, Snafu)]
#[snafu(visibility(pub(crate)), context(suffix(Failed)))]
enum Error<T>
where
    T: std::fmt::Debug + Send + Sync + 'static,
{
    #[snafu(display("{text:?} at {place:?} is no number"))]
    Parse { text: String, place: T, source: ParseIntError },
    /// Documented, without display.
    Missing { name: &'static str },
    #[snafu(display("{} is too large{}", number, if *number > 99 { ", much" } else { "" }))]
    Large {
        number: i32,
        #[snafu(implicit)]
        location: Location,
    },
    #[snafu(transparent)]
    Format { source: std::fmt::Error },
    #[snafu(whatever, display("{message}"))]
    Whatever {
        message: String,
        #[snafu(source(from(Box<dyn std::error::Error>, Some)))]
        source: Option<Box<dyn std::error::Error>>,
    },
}

#[derive(Debug, Snafu)]
#[snafu(source(from(Error<u8>, Box::new)))]
struct Opaque(Box<Error<u8>>);

fn number(text: Option<&str>) -> Result<i32, Error<u8>> {
    let text = text.context(MissingFailed { name: "text" })?;
    if text == "?" {
        whatever!("whatever {text}");
    }
    if text == "!" {
        Err(std::fmt::Error)?;
    }
    let number = text.trim().parse().with_context(|_| ParseFailed { text, place: text.len() as u8 })?;
    ensure!(number < 10, LargeFailed { number });
    Ok(number)
}

#[snafu::report]
fn reported() -> Result<(), Opaque> {
    number(Some("x"))?;
    Ok(())
}

fn main() {
    for text in [Some("7"), Some("12"), Some("120"), Some("x"), Some("?"), Some("!"), None] {
        match number(text) {
            Ok(number) => println!("{number}"),
            Err(error) => {
                println!("{error} / {:?}", std::error::Error::source(&error).map(ToString::to_string));
                println!("{:?}", error.backtrace().is_some());
                if let Error::Large { location, .. } = error {
                    println!("line {}", location.line);
                }
            }
        }
    }
    println!("{}", Opaque::from(number(None).unwrap_err()));
    let _ = reported();
}
