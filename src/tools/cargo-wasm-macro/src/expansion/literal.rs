//! The text of a literal and its parts. Knows only literals that a lexer has accepted.

use std::rc::Rc;

use rustc_wasm_proc_macro::tree::LitKind;

use super::source::Span;
use super::stream::Literal;

/// Takes a literal apart.
pub fn parts(text: &str, span: Span) -> Literal {
    let (kind, symbol, suffix) = match text.find(['"', '\'']) {
        Some(quote) => quoted(text, quote),
        None => number(text),
    };
    let suffix = (!suffix.is_empty()).then(|| Rc::from(suffix));
    Literal { kind, symbol: symbol.into(), suffix, span }
}

fn quoted(text: &str, quote: usize) -> (LitKind, &str, &str) {
    let (prefix, rest) = text.split_at(quote);
    let (mark, rest) = rest.split_at(1);
    // A suffix has no quote, so the last one ends the text.
    let (symbol, suffix) = rest.rsplit_once(mark).unwrap_or((rest, ""));
    let hashes = prefix.bytes().filter(|&byte| byte == b'#').count();
    let suffix = suffix.get(hashes..).unwrap_or_default();
    let hashes = u8::try_from(hashes).unwrap_or(u8::MAX);
    let kind = match (prefix.trim_end_matches('#'), mark) {
        ("b", "'") => LitKind::Byte,
        (_, "'") => LitKind::Char,
        ("r", _) => LitKind::StrRaw(hashes),
        ("b", _) => LitKind::ByteStr,
        ("br", _) => LitKind::ByteStrRaw(hashes),
        ("c", _) => LitKind::CStr,
        ("cr", _) => LitKind::CStrRaw(hashes),
        _ => LitKind::Str,
    };
    (kind, symbol, suffix)
}

fn number(text: &str) -> (LitKind, &str, &str) {
    let sign = usize::from(text.starts_with('-'));
    let digits = &text[sign..];
    let (kind, len) = match digits.as_bytes() {
        [b'0', b'x', ..] => (LitKind::Integer, 2 + run(&digits[2..], |c| c.is_ascii_hexdigit())),
        [b'0', b'o' | b'b', ..] => {
            (LitKind::Integer, 2 + run(&digits[2..], |c| c.is_ascii_digit()))
        }
        _ => decimal(digits),
    };
    let (symbol, suffix) = text.split_at(sign + len);
    (kind, symbol, suffix)
}

/// The kind of a decimal number, and its length without a suffix.
fn decimal(text: &str) -> (LitKind, usize) {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut len = run(text, is_digit);
    let mut kind = LitKind::Integer;
    if let Some(fraction) = text[len..].strip_prefix('.') {
        kind = LitKind::Float;
        len += 1 + run(fraction, is_digit);
    }
    if let Some(exponent) = text[len..].strip_prefix(['e', 'E']) {
        let sign = usize::from(exponent.starts_with(['+', '-']));
        let digits = run(&exponent[sign..], is_digit);
        if exponent[sign..][..digits].contains(is_digit) {
            return (LitKind::Float, len + 1 + sign + digits);
        }
    }
    (kind, len)
}

/// How far the text is digits and underscores.
fn run(text: &str, is_digit: impl Fn(char) -> bool) -> usize {
    text.find(|c: char| !is_digit(c) && c != '_').unwrap_or(text.len())
}

/// Puts a literal together.
pub fn text(literal: &Literal) -> String {
    let (prefix, quote, hashes) = literal.kind.delimiters();
    let hashes = "#".repeat(hashes.into());
    let suffix = literal.suffix.as_deref().unwrap_or_default();
    format!("{prefix}{hashes}{quote}{}{quote}{hashes}{suffix}", literal.symbol)
}

#[cfg(test)]
mod tests {
    use super::super::source::Site;
    use super::*;

    #[test]
    fn literals_are_put_together_as_they_were() {
        let span = Span { file: 0, start: 0, end: 0, site: Site::Call };
        let cases = [
            ("1", LitKind::Integer, "1", ""),
            ("-1_000u8", LitKind::Integer, "-1_000", "u8"),
            ("0xE5_u32", LitKind::Integer, "0xE5_", "u32"),
            ("0b1_1", LitKind::Integer, "0b1_1", ""),
            ("1f32", LitKind::Integer, "1", "f32"),
            ("1.", LitKind::Float, "1.", ""),
            ("1.5e-3f64", LitKind::Float, "1.5e-3", "f64"),
            ("2E7", LitKind::Float, "2E7", ""),
            ("1em", LitKind::Integer, "1", "em"),
            (r#"'"'"#, LitKind::Char, "\"", ""),
            (r"b'\''", LitKind::Byte, r"\'", ""),
            (r#""a\"b"x"#, LitKind::Str, r#"a\"b"#, "x"),
            (r##"br#"a"b"#"##, LitKind::ByteStrRaw(1), "a\"b", ""),
            (r##"cr#"a"#x"##, LitKind::CStrRaw(1), "a", "x"),
        ];
        for (source, kind, symbol, suffix) in cases {
            let literal = parts(source, span);
            let found = (literal.kind, &*literal.symbol, literal.suffix.as_deref());
            assert_eq!(found, (kind, symbol, Some(suffix).filter(|s| !s.is_empty())), "{source}");
            assert_eq!(text(&literal), source);
        }
    }
}
