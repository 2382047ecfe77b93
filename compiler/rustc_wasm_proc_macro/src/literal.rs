//! Whether the text of a literal is one of its kind. A compiler has lexed its own literals and takes
//! those of a macro for such; what comes from a module is looked at here.

use crate::tree::LitKind;

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
    match kind {
        LitKind::Integer => is_integer(text),
        LitKind::Float => is_float(text),
        LitKind::Char | LitKind::Byte => is_character(kind, text),
        LitKind::Str | LitKind::ByteStr | LitKind::CStr => is_string(kind, text),
        LitKind::StrRaw(hashes) | LitKind::ByteStrRaw(hashes) | LitKind::CStrRaw(hashes) => {
            is_raw_string(kind, hashes, text)
        }
        // Has been reported, and means nothing.
        LitKind::ErrWithGuar => true,
    }
}

/// Whether `text` is an identifier, as far as that can be said without Unicode's tables.
pub(crate) fn is_suffix(text: &str) -> bool {
    let is_bad = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && c != '_';
    !text.is_empty()
        && text != "_"
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && !text.contains(is_bad)
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

fn is_character(kind: LitKind, text: &str) -> bool {
    let mut rest = text.chars();
    let is_one = match rest.next() {
        Some('\\') => match escape(&mut rest) {
            Some(escape) => fits(kind, escape),
            None => false,
        },
        Some('\'' | '\n' | '\r' | '\t') | None => false,
        Some(c) => fits(kind, Unit::Char(c)),
    };
    is_one && rest.next().is_none()
}

fn is_string(kind: LitKind, text: &str) -> bool {
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let unit = match c {
            '"' | '\r' => return false,
            // A line end that is skipped, with all white space behind it.
            '\\' if rest.as_str().starts_with('\n') => {
                rest.next();
                continue;
            }
            '\\' => match escape(&mut rest) {
                Some(unit) => unit,
                None => return false,
            },
            c => Unit::Char(c),
        };
        if !fits(kind, unit) {
            return false;
        }
    }
    true
}

fn is_raw_string(kind: LitKind, hashes: u8, text: &str) -> bool {
    let end = format!("\"{}", "#".repeat(hashes.into()));
    // It must neither end within the text nor with the first of the hashes behind it.
    let is_whole = !text.contains(&end) && (hashes != 0 || !text.contains('"'));
    is_whole && text.chars().all(|c| c != '\r' && fits(kind, Unit::Char(c)))
}

/// A part of a character or of a string.
enum Unit {
    /// As it is, or by its number in `\u{}`.
    Char(char),
    /// `\x` and two digits.
    Byte(u8),
    /// `\u{}`, which byte strings do not have.
    Unicode(char),
}

/// What follows a backslash.
fn escape(rest: &mut std::str::Chars<'_>) -> Option<Unit> {
    Some(match rest.next()? {
        'n' | 'r' | 't' | '\\' | '\'' | '"' => Unit::Byte(b'n'),
        '0' => Unit::Byte(0),
        'x' => {
            let high = rest.next()?.to_digit(16)?;
            let low = rest.next()?.to_digit(16)?;
            Unit::Byte(u8::try_from(high.checked_mul(16)?.checked_add(low)?).ok()?)
        }
        'u' => {
            let (digits, behind) = rest.as_str().strip_prefix('{')?.split_once('}')?;
            *rest = behind.chars();
            let number: String = digits.chars().filter(|&c| c != '_').collect();
            let is_number = (1..=6).contains(&number.len()) && is_digits(&number, 16);
            if !is_number || digits.starts_with('_') {
                return None;
            }
            Unit::Unicode(char::from_u32(u32::from_str_radix(&number, 16).ok()?)?)
        }
        _ => return None,
    })
}

/// Whether a literal of `kind` may have `unit` in it.
fn fits(kind: LitKind, unit: Unit) -> bool {
    match kind {
        LitKind::Byte | LitKind::ByteStr | LitKind::ByteStrRaw(_) => match unit {
            Unit::Char(c) => c.is_ascii(),
            Unit::Byte(_) => true,
            Unit::Unicode(_) => false,
        },
        LitKind::CStr | LitKind::CStrRaw(_) => match unit {
            Unit::Char(c) | Unit::Unicode(c) => c != '\0',
            Unit::Byte(byte) => byte != 0,
        },
        _ => match unit {
            Unit::Byte(byte) => byte.is_ascii(),
            Unit::Char(_) | Unit::Unicode(_) => true,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: LitKind, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(is_text_of(kind, text), "{kind:?} {text:?} is one");
        }
        for text in bad {
            assert!(!is_text_of(kind, text), "{kind:?} {text:?} is none");
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
    fn suffixes() {
        for good in ["u8", "_a", "é", "if"] {
            assert!(is_suffix(good), "{good}");
        }
        for bad in ["", "_", "1", "a-b", "a b", "\""] {
            assert!(!is_suffix(bad), "{bad}");
        }
    }
}
