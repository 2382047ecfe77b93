//! Text is encoded to bytes and decoded; what is no UTF-8 is found.
use std::hint::black_box;

fn main() {
    let mut buffer = [0; 4];
    for c in black_box(['A', '\u{7F}', '\u{80}', '\u{7FF}', '\u{800}', '\u{FFFF}', '\u{10000}', char::MAX]) {
        let text: &str = c.encode_utf8(&mut buffer);
        print!("{:02x?} {:?} ", text.as_bytes(), text.chars().next() == Some(c));
        println!("{:04x?}", c.encode_utf16(&mut [0; 2]));
    }
    for bytes in black_box([
        &b"plain"[..], b"\xC3\xA9", b"\xC3", b"ab\x80c", b"\xE2\x82\xAC!", b"\xE2\x82", b"\xED\xA0\x80",
        b"\xF0\x9F\xA6\x80", b"\xF4\x90\x80\x80", b"\xC0\x80", b"\xFF\xFE", b"x\xF0\x9F\xA6y",
    ]) {
        match std::str::from_utf8(bytes) {
            Ok(text) => print!("{text} "),
            Err(e) => print!("{} {:?} ", e.valid_up_to(), e.error_len()),
        }
        println!("{}", String::from_utf8_lossy(bytes));
    }
    let wide: Vec<u16> = "aé€🦀".encode_utf16().collect();
    println!("{wide:04x?} {:?} {:?}", String::from_utf16(&wide), String::from_utf16(&wide[..4]).is_err());
    println!("{:?}", char::decode_utf16([0xD83E, 0xDD80, 0xDC00, 0x61]).collect::<Vec<_>>());
}
