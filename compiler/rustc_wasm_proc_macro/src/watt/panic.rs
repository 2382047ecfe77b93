//! Takes a panic's text apart: a module sends what its standard library would have printed, which is
//! the message and its place, in one of the forms that there have been.

use crate::fault::Panic;
use crate::limits::MAX_PANIC_TEXT;

/// Text in no known form is a message as a whole.
pub(super) fn parse(text: &str) -> Panic {
    let text = cut(text, MAX_PANIC_TEXT as usize);
    let (message, place) = parts(text).unwrap_or((Some(text), ""));
    let (message, place) = (message.map(str::to_owned), place.to_owned());
    Panic { message, place, ..Panic::default() }
}

fn cut(text: &str, len: usize) -> &str {
    text.get(..text.floor_char_boundary(len)).unwrap_or(text)
}

/// The message, unless it is not a string, and the place.
fn parts(text: &str) -> Option<(Option<&str>, &str)> {
    let text = text.strip_prefix("panicked at ")?;
    let (message, place) = match text.strip_prefix('\'') {
        // Until Rust 1.72.
        Some(quoted) => {
            let (message, place) = quoted.rsplit_once("', ")?;
            (Some(message), place)
        }
        None => match text.split_once(":\n") {
            Some((place, message)) => (Some(message), place),
            None => (None, text),
        },
    };
    is_place(place).then_some((message, place))
}

/// `FILE:LINE:COLUMN`
fn is_place(text: &str) -> bool {
    let mut fields = text.rsplitn(3, ':');
    let is_number = |field: Option<&str>| {
        field.is_some_and(|field| !field.is_empty() && field.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_numbered = is_number(fields.next()) && is_number(fields.next());
    is_numbered && fields.next().is_some_and(|file| !file.is_empty() && !file.contains('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, message: Option<&str>, place: &str) {
        let panic = parse(text);
        assert_eq!((panic.message.as_deref(), &*panic.place), (message, place), "{text}");
    }

    #[test]
    fn each_form_of_the_standard_library() {
        check("panicked at src/lib.rs:3:5:\nno fields", Some("no fields"), "src/lib.rs:3:5");
        check("panicked at 'no fields', src/lib.rs:3:5", Some("no fields"), "src/lib.rs:3:5");
        check("panicked at 'it's', 'so', a.rs:3:5", Some("it's', 'so"), "a.rs:3:5");
        check("panicked at a.rs:1:2:\nb.rs:1:2:\nc", Some("b.rs:1:2:\nc"), "a.rs:1:2");
        check("panicked at C:\\a.rs:1:2:\nx", Some("x"), "C:\\a.rs:1:2");
    }

    #[test]
    fn payloads_that_are_no_strings() {
        check("panicked at src/lib.rs:3:5", None, "src/lib.rs:3:5");
    }

    #[test]
    fn other_text() {
        for text in ["", "no fields", "panicked at ", "panicked at noon", "panicked at 'x', y"] {
            check(text, Some(text), "");
        }
        check("panicked at :1:2:\nx", Some("panicked at :1:2:\nx"), "");
    }

    #[test]
    fn long_text_is_cut_between_characters() {
        let text = "é".repeat(MAX_PANIC_TEXT as usize);
        assert_eq!(parse(&text).message.unwrap().len(), MAX_PANIC_TEXT as usize);
        let text = format!("a{text}");
        assert_eq!(parse(&text).message.unwrap().len(), MAX_PANIC_TEXT as usize - 1);
    }
}
