//! Bytes as ASCII: classes, cases and escapes.
use std::ffi::{CStr, CString};
use std::hint::black_box;

fn main() {
    for b in black_box(b"aZ09 \n~\x7F\x80\xFF_-@[`{").iter() {
        let classes = [
            b.is_ascii(), b.is_ascii_alphabetic(), b.is_ascii_digit(), b.is_ascii_hexdigit(), b.is_ascii_graphic(),
            b.is_ascii_whitespace(), b.is_ascii_control(), b.is_ascii_punctuation(),
        ];
        let bits = classes.iter().fold(0, |bits, &is| bits << 1 | u8::from(is));
        println!("{bits:08b} {} {} {}", b.to_ascii_lowercase(), b.to_ascii_uppercase(), b.escape_ascii());
    }
    let mut bytes = *b" MiXed 42 \r\n";
    println!("{:?} {}", bytes.trim_ascii(), bytes.is_ascii());
    bytes.make_ascii_lowercase();
    println!("{}", bytes.escape_ascii());
    let c = CString::new("with end").unwrap();
    println!("{c:?} {} {:?}", c.as_bytes_with_nul().len(), CString::new("a\0b").map_err(|e| e.nul_position()));
    println!("{:?} {:?}", c"literal".to_bytes(), CStr::from_bytes_until_nul(b"ab\0cd\0"));
    println!("{:?}", CStr::from_bytes_with_nul(b"ab\0cd\0").is_err());
    println!("{:?} {:?}", black_box("12 3x").as_bytes().utf8_chunks().count(), b"a" < b"b");
}
