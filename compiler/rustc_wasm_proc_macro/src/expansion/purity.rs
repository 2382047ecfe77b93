//! Whether a macro's result depends on anything but its input: what is said when it does.

use std::fmt;

/// How much of a request is shown around the first difference, in bytes.
const CONTEXT: usize = 24;

/// How a second expansion of the same input, in a new instance and with the same answers of the
/// compiler, differed from the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Impurity {
    /// Another request was made, in the order of requests from 0.
    Request { number: usize, first: Option<Request>, second: Option<Request> },
    /// The same requests were made, and another of the streams was returned.
    Result,
    /// The second one failed.
    Failure(String),
    /// The expansion is too large to be recorded and compared.
    TooLarge,
}

/// A request, and what it has at the first difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub method: &'static str,
    /// Offset of the difference in the request, in bytes.
    pub offset: usize,
    /// Bytes around it, those that are not ASCII escaped.
    pub excerpt: String,
}

/// Compares requests of which one is not there, or is another one. `name` says what their first byte means.
pub(crate) fn requests(
    number: usize,
    first: Option<&[u8]>,
    second: Option<&[u8]>,
    name: impl Fn(u8) -> Option<&'static str>,
) -> Impurity {
    let (one, other) = (first.unwrap_or_default(), second.unwrap_or_default());
    let offset = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let show = |request: &[u8]| {
        let start = offset.saturating_sub(CONTEXT);
        let end = offset.saturating_add(CONTEXT).min(request.len());
        let excerpt = request.get(start..end).unwrap_or_default().escape_ascii().to_string();
        let method = request.first().and_then(|&tag| name(tag)).unwrap_or("unknown");
        Request { method, offset, excerpt }
    };
    Impurity::Request { number, first: first.map(show), second: second.map(show) }
}

impl fmt::Display for Impurity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Impurity::Request { number, first, second } => {
                write!(f, "request {number} differs: first {}", Shown(first))?;
                write!(f, ", then {}", Shown(second))
            }
            Impurity::Result => write!(f, "another token stream is returned"),
            Impurity::Failure(message) => write!(f, "the second expansion failed: {message}"),
            Impurity::TooLarge => write!(f, "the expansion is too large to be compared"),
        }
    }
}

struct Shown<'a>(&'a Option<Request>);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(Request { method, offset, excerpt }) => {
                write!(f, "`{method}` with \"{excerpt}\" around byte {offset}")
            }
            None => write!(f, "none"),
        }
    }
}
