//! The lexer of literals, for whoever has none of a compiler: what a literal's source is made of, whether
//! the text of one is valid, and whether a name is. A compiler has lexed its own literals and takes those
//! of a macro for such, so what comes from a module is looked at here. Escapes are left to the crate that
//! rustc itself has for them.
//!
//! ```
//! use rustc_wasm_proc_macro::literal;
//! use rustc_wasm_proc_macro::tree::LitKind;
//!
//! assert_eq!(literal::split("1e5f32"), Some((LitKind::Float, "1e5", Some("f32"))));
//! assert_eq!(literal::split("1em"), None); // an exponent without digits
//! assert_eq!(literal::source(LitKind::StrRaw(1), "a\"b", ""), "r#\"a\"b\"#");
//! ```

use rustc_literal_escaper::{
    EscapeError, check_raw_byte_str, check_raw_c_str, check_raw_str, unescape_byte,
    unescape_byte_str, unescape_c_str, unescape_char, unescape_str,
};

use crate::host::tree::LitKind;

/// What a kind is called in messages.
pub(crate) fn name(kind: LitKind) -> &'static str {
    match kind {
        LitKind::Byte => "byte literal",
        LitKind::Char => "character literal",
        LitKind::Integer => "integer literal",
        LitKind::Float => "floating point literal",
        LitKind::Str => "string literal",
        LitKind::StrRaw(_) => "raw string literal",
        LitKind::ByteStr => "byte string literal",
        LitKind::ByteStrRaw(_) => "raw byte string literal",
        LitKind::CStr => "C string literal",
        LitKind::CStrRaw(_) => "raw C string literal",
        LitKind::ErrWithGuar => "literal",
    }
}

/// Whether `text`, which is what is between the quotes, makes a literal of `kind`.
pub(crate) fn is_text_of(kind: LitKind, text: &str) -> bool {
    let mut is_valid = true;
    match kind {
        LitKind::Integer => is_valid = is_integer(text),
        LitKind::Float => is_valid = is_float(text),
        LitKind::Char => is_valid = unescape_char(text).is_ok(),
        LitKind::Byte => is_valid = unescape_byte(text).is_ok(),
        LitKind::Str => unescape_str(text, |_, unit| is_valid &= !is_fatal(unit)),
        LitKind::ByteStr => unescape_byte_str(text, |_, unit| is_valid &= !is_fatal(unit)),
        LitKind::CStr => unescape_c_str(text, |_, unit| is_valid &= !is_fatal(unit)),
        LitKind::StrRaw(_) => check_raw_str(text, |_, unit| is_valid &= !is_fatal(unit)),
        LitKind::ByteStrRaw(_) => check_raw_byte_str(text, |_, unit| is_valid &= !is_fatal(unit)),
        LitKind::CStrRaw(_) => check_raw_c_str(text, |_, unit| is_valid &= !is_fatal(unit)),
        // Has been reported, and means nothing.
        LitKind::ErrWithGuar => {}
    }
    match kind {
        LitKind::StrRaw(hashes) | LitKind::ByteStrRaw(hashes) | LitKind::CStrRaw(hashes) => {
            let end = format!("\"{}", "#".repeat(hashes.into()));
            is_valid && !text.contains(&end)
        }
        _ => is_valid,
    }
}

/// Whether it is an error, and not a warning.
fn is_fatal<T>(unit: Result<T, EscapeError>) -> bool {
    unit.is_err_and(|error| error.is_fatal())
}

/// Whether `text` is an identifier, as far as that can be said without Unicode's tables.
pub(crate) fn is_suffix(text: &str) -> bool {
    let is_bad = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && c != '_';
    !text.is_empty()
        && text != "_"
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && !text.contains(is_bad)
}

/// The same of a name, which may be `$crate`.
pub(crate) fn is_ident(text: &str) -> bool {
    let is_bad = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && c != '_';
    let name = text.strip_prefix('$').filter(|name| *name == "crate").unwrap_or(text);
    !name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit()) && !name.contains(is_bad)
}

/// Takes a literal's source apart: its kind, what is between the quotes, and its suffix. `None` if it is
/// not a valid literal. A number may have a sign, as those have that a macro makes.
pub fn split(source: &str) -> Option<(LitKind, &str, Option<&str>)> {
    let (kind, text, suffix) = match source.split_once(['"', '\'']) {
        Some((prefix, quoted)) => {
            let quote = if source.as_bytes().get(prefix.len()) == Some(&b'"') { '"' } else { '\'' };
            let kind = quoted_kind(prefix, quote)?;
            let (text, suffix) = split_quoted(kind, quote, quoted)?;
            (kind, text, suffix)
        }
        None => split_number(source)?,
    };
    let suffix = (!suffix.is_empty()).then_some(suffix);
    let is_one = is_text_of(kind, text) && suffix.is_none_or(is_suffix);
    is_one.then_some((kind, text, suffix))
}

/// Puts the source of a literal together, as `split` takes it apart.
pub fn source(kind: LitKind, text: &str, suffix: &str) -> String {
    let (prefix, quote, hashes) = kind.delimiters();
    let hashes = "#".repeat(hashes.into());
    [prefix, &hashes, quote, text, quote, &hashes, suffix].concat()
}

/// By what is in front of the quote.
fn quoted_kind(prefix: &str, quote: char) -> Option<LitKind> {
    let word = prefix.trim_end_matches('#');
    let hashes = u8::try_from(prefix.len().checked_sub(word.len())?).ok()?;
    Some(match (word, quote, hashes) {
        ("", '\'', 0) => LitKind::Char,
        ("b", '\'', 0) => LitKind::Byte,
        ("", '"', 0) => LitKind::Str,
        ("r", '"', hashes) => LitKind::StrRaw(hashes),
        ("b", '"', 0) => LitKind::ByteStr,
        ("br", '"', hashes) => LitKind::ByteStrRaw(hashes),
        ("c", '"', 0) => LitKind::CStr,
        ("cr", '"', hashes) => LitKind::CStrRaw(hashes),
        _ => return None,
    })
}

/// What is in front of the other quote, and behind it.
fn split_quoted(kind: LitKind, quote: char, quoted: &str) -> Option<(&str, &str)> {
    if let LitKind::StrRaw(hashes) | LitKind::ByteStrRaw(hashes) | LitKind::CStrRaw(hashes) = kind {
        return quoted.split_once(&format!("\"{}", "#".repeat(hashes.into())));
    }
    let mut is_escaped = false;
    let end = quoted.find(|c| {
        let is_end = c == quote && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_end
    })?;
    Some((quoted.get(..end)?, quoted.get(end..)?.strip_prefix(quote)?))
}

/// The suffix of a number is the word that it ends in, unless that is an exponent, or digits.
fn split_number(source: &str) -> Option<(LitKind, &str, &str)> {
    let digits = unsigned(source);
    let start = source.len().checked_sub(digits.len())?;
    let skip = |from: usize, is_digit: fn(char) -> bool| {
        let rest = source.get(from..).unwrap_or_default();
        source.len().saturating_sub(rest.trim_start_matches(is_digit).len())
    };
    let is_decimal = |c: char| c.is_ascii_digit() || c == '_';
    let based = ["0x", "0o", "0b"].into_iter().find(|base| digits.starts_with(base));
    if let Some(base) = based {
        let is_hex = |c: char| c.is_ascii_hexdigit() || c == '_';
        let from = start.saturating_add(base.len());
        let end = skip(from, if base == "0x" { is_hex } else { is_decimal });
        return Some((LitKind::Integer, source.get(..end)?, source.get(end..)?));
    }
    let (mut end, mut kind) = (skip(start, is_decimal), LitKind::Integer);
    if source.get(end..)?.starts_with('.') {
        kind = LitKind::Float;
        end = skip(end.saturating_add(1), is_decimal);
        if source.get(..end)?.ends_with('.') {
            // Nothing may follow.
            return Some((kind, source, ""));
        }
    }
    if let Some(exponent) = source.get(end..)?.strip_prefix(['e', 'E']) {
        kind = LitKind::Float;
        let signed = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        end = skip(source.len().saturating_sub(signed.len()), is_decimal);
    }
    Some((kind, source.get(..end)?, source.get(end..)?))
}

/// `proc_macro::Literal` makes negative numbers, which a compiler takes apart.
fn unsigned(text: &str) -> &str {
    text.strip_prefix('-').unwrap_or(text)
}

fn is_integer(text: &str) -> bool {
    let text = unsigned(text);
    let digits_of = |prefix, radix| Some((text.strip_prefix(prefix)?, radix));
    let based = digits_of("0x", 16).or(digits_of("0o", 8)).or(digits_of("0b", 2));
    match based {
        Some((digits, radix)) => is_digits(digits, radix),
        None => is_decimal(text),
    }
}

/// Digits and underscores, of which at least one is a digit.
fn is_digits(text: &str, radix: u32) -> bool {
    text.contains(|c: char| c != '_') && text.chars().all(|c| c == '_' || c.is_digit(radix))
}

/// Digits that do not start with an underscore.
fn is_decimal(text: &str) -> bool {
    !text.starts_with('_') && is_digits(text, 10)
}

fn is_float(text: &str) -> bool {
    let text = unsigned(text);
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (text, None),
    };
    let is_number = match number.split_once('.') {
        // There may be nothing behind the point.
        Some((whole, part)) => is_decimal(whole) && (part.is_empty() || is_decimal(part)),
        None => is_decimal(number),
    };
    let is_exponent = |text: &str| is_digits(text.strip_prefix(['+', '-']).unwrap_or(text), 10);
    // `1.e5` is a field of 1.
    let is_field = exponent.is_some() && number.ends_with('.');
    is_number && !is_field && exponent.is_none_or(is_exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: LitKind, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(is_text_of(kind, text), "{kind:?} {text:?}");
        }
        for text in bad {
            assert!(!is_text_of(kind, text), "{kind:?} {text:?}");
        }
    }

    #[test]
    fn numbers() {
        let good = ["0", "00", "1_0_", "-5", "0xfF_", "0o17", "0b_1", "-0x1"];
        let bad =
            ["", "-", "_1", "0x", "0x_", "0b2", "0o8", "0xg", "1u8", "1.0", "--1", "+1", " 1"];
        check(LitKind::Integer, &good, &bad);
        let good = ["1", "1.", "1.5", "-1.5_", "1e5", "1E+5", "1.5e-_5", "1_0.0_1"];
        let bad =
            ["", ".5", "1._5", "1.e5", "1e", "1e+", "1e_", "0x1.8", "inf", "NaN", "1.5f32", "1..2"];
        check(LitKind::Float, &good, &bad);
    }

    #[test]
    fn characters() {
        let good = ["a", "\"", "é", "\\'", "\\n", "\\0", "\\x7f", "\\u{1F_600}", "\\u{0}"];
        let bad = ["", "ab", "'", "\n", "\t", "\\", "\\q", "\\x80", "\\x1", "\\u{d800}", "\\u{}"];
        check(LitKind::Char, &good, &bad);
        check(LitKind::Char, &[], &["\\u{_1}", "\\u{1234567}", "\\u{110000}", "\\u1", "\\u{1"]);
        check(LitKind::Byte, &["a", "\\xff", "\\'"], &["é", "\\u{41}", "\\xfg", "ab", "'"]);
    }

    #[test]
    fn strings() {
        let good = ["", "a'b", "é\n\t", "\\\n   x", "\\u{e9}\\x7f\\\"", "\0"];
        check(LitKind::Str, &good, &["\"", "a\"b", "\r", "\\", "\\x80", "\\q", "\\u{d800}"]);
        check(LitKind::ByteStr, &["", "\\xff", "\0"], &["é", "\\u{41}", "\"", "\r"]);
        check(LitKind::CStr, &["", "é\\xff\\u{e9}"], &["\0", "\\0", "\\x00", "\\u{0}", "\""]);
    }

    #[test]
    fn raw_strings() {
        check(LitKind::StrRaw(0), &["", "\\", "é#"], &["\"", "\r", "a\"b"]);
        check(LitKind::StrRaw(2), &["\"", "\"#", "\\q"], &["\"##", "a\"##b", "\r"]);
        check(LitKind::ByteStrRaw(1), &["\\xzz", "\""], &["é", "\"#"]);
        check(LitKind::CStrRaw(1), &["é"], &["\0", "\"#"]);
    }

    #[test]
    fn sources() {
        use LitKind::*;
        for (source, kind, text, suffix) in [
            ("1", Integer, "1", None),
            ("-1_0i32", Integer, "-1_0", Some("i32")),
            ("1f32", Integer, "1", Some("f32")),
            ("0x1f32", Integer, "0x1f32", None),
            ("0x1fu8", Integer, "0x1f", Some("u8")),
            ("0b10_u8", Integer, "0b10_", Some("u8")),
            ("1.", Float, "1.", None),
            ("1.5f64", Float, "1.5", Some("f64")),
            ("2e-1_", Float, "2e-1_", None),
            ("2E3f32", Float, "2E3", Some("f32")),
            ("'\\''", Char, "\\'", None),
            ("'\"'", Char, "\"", None),
            ("b'a'u8", Byte, "a", Some("u8")),
            ("\"a\\\\\"x", Str, "a\\\\", Some("x")),
            ("\"a'b\"", Str, "a'b", None),
            ("r\"\\\"", StrRaw(0), "\\", None),
            ("r##\"a\"#\"##x", StrRaw(2), "a\"#", Some("x")),
            ("b\"\\xff\"", ByteStr, "\\xff", None),
            ("br#\"\"#", ByteStrRaw(1), "", None),
            ("c\"é\"", CStr, "é", None),
            ("cr#\"\"\"#", CStrRaw(1), "\"", None),
        ] {
            assert_eq!(split(source), Some((kind, text, suffix)), "{source}");
            assert_eq!(super::source(kind, text, suffix.unwrap_or_default()), source);
        }
    }

    #[test]
    fn sources_of_something_else() {
        for source in [
            "",
            "-",
            "a",
            "1 2",
            " 1",
            "1 ",
            "1em",
            "1e",
            "1.e5",
            "1.f32",
            "1.5.",
            "0b2",
            "0x",
            "+1",
            "\"",
            "\"a",
            "\"a\\\"",
            "\"a\"\"b\"",
            "\"a\" \"",
            "'ab'",
            "''",
            "'a",
            "r#\"a\"",
            "b#\"a\"#",
            "x\"a\"",
            "r\"a\"#",
            "b\"é\"",
            "c\"\\0\"",
            "1//",
            "/**/1",
            "\"a\"+",
            "-\"a\"",
            "-'a'",
            "true",
        ] {
            assert_eq!(split(source), None, "{source}");
        }
    }

    #[test]
    fn names() {
        for good in ["a", "_", "_1", "$crate", "é", "if"] {
            assert!(is_ident(good), "{good}");
        }
        for bad in ["", "1a", "$", "$a", "a b", "r#a", "a-b", "a$crate"] {
            assert!(!is_ident(bad), "{bad}");
        }
    }

    #[test]
    fn suffixes() {
        for good in ["u8", "_a", "é", "if"] {
            assert!(is_suffix(good), "{good}");
        }
        for bad in ["", "_", "1", "a-b", "a b", "\""] {
            assert!(!is_suffix(bad), "{bad}");
        }
    }
}
