//! The classes and cases of characters, from the tables of Unicode.
use std::hint::black_box;

fn main() {
    for c in black_box([
        'a', 'Z', '0', ' ', '\n', '\u{A0}', 'ß', 'ǆ', 'İ', 'Σ', 'ς', '٣', '½', 'Ⅷ', '中', 'ﬁ', '🦀', '\u{301}',
        '\u{200D}', '\u{FFFF}', '_', '~',
    ]) {
        let classes = [
            c.is_alphabetic(), c.is_numeric(), c.is_alphanumeric(), c.is_whitespace(), c.is_control(),
            c.is_lowercase(), c.is_uppercase(), c.is_ascii(), c.is_ascii_punctuation(), c.is_ascii_hexdigit(),
        ];
        let classes: String = classes.iter().map(|&is| if is { '1' } else { '0' }).collect();
        print!("{:?} {classes} {} {} ", c, c.to_lowercase(), c.to_uppercase());
        print!("{} {} {:?} {:?} ", c.len_utf8(), c.len_utf16(), c.to_digit(10), c.to_digit(36));
        println!("{} {} {}", c.escape_default(), c.escape_unicode(), c.to_ascii_uppercase());
    }
    let count = |f: fn(char) -> bool| ('\0'..='\u{FFFF}').filter(|&c| f(c)).count();
    println!("{} {}", count(char::is_alphabetic), count(char::is_numeric));
    println!("{} {}", count(char::is_lowercase), count(char::is_uppercase));
}
