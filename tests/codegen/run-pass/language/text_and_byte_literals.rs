//! Literals of every form: escapes, raw, bytes, C, numbers in all bases, and ones over several lines.
use std::hint::black_box;

const TABLE: &[(&str, u128)] = &[
    ("hex", 0xFF_u8 as u128),
    ("octal", 0o777),
    ("binary", 0b1010_0101),
    ("under", 1_000_000_000_000_000_000_000_000),
    ("max", u128::MAX),
    ("char", 'x' as u128),
    ("byte", b'\n' as u128),
    ("byte hex", b'\xFE' as u128),
];

fn main() {
    println!("{TABLE:?}");
    println!("{:?} {:?}", "tab\tquote\"back\\nul\0hex\x7Funi\u{1F980}end", '\'');
    println!("{:?} {:?}", r"raw\n", r##"with "# inside"##);
    println!("{:?} {:?} {:?}", b"bytes\xFF\0", br"raw\b", br#"""#);
    println!("{:?} {:?}", c"c\u{e9}\xFF".to_bytes(), cr"raw\c".to_bytes_with_nul());
    println!("{:?}", "continued \
              without the break
        but with this one");
    println!("{:?} {:?} {:?} {:?}", 1e3, 1.5E-2f32, 2., 12_3.4_5e+1_0f64);
    println!("{:?} {:?} {:?}", -0.0, 1f32 / 3f32, 0.1 + 0.2);
    println!("{:?} {:?}", i8::MIN, -170141183460469231731687303715884105728i128);
    println!("{} {} {}", 'é'.len_utf8(), "é".len(), b'A' as char);
    println!("{}", black_box(concat!("con", 'c', 1, 2.0, true, -3)));
    println!("{:?} {:?}", (1, ), ((), ((),), [[]; 0] as [[u8; 0]; 0]));
    println!("{:?}", include_str!("text_and_byte_literals.rs").lines().next().map(str::len));
    println!("{:?}", [0u8; 3].map(|_| 0o17u8));
}
