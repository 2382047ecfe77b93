//! What the compiler evaluates: loops, tables, texts, structs, and traits' constants.
use std::hint::black_box;

const fn crc_table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut n = 0;
    while n < 256 {
        let mut c = n as u32;
        let mut k = 0;
        while k < 8 {
            c = if c & 1 == 1 { 0xEDB8_8320 ^ c >> 1 } else { c >> 1 };
            k += 1;
        }
        table[n] = c;
        n += 1;
    }
    table
}

static CRC: [u32; 256] = crc_table();

const fn fibonacci(n: u32) -> u128 {
    if n < 2 { n as u128 } else { let (mut a, mut b, mut i) = (0, 1, 1); while i < n { (a, b) = (b, a + b); i += 1; } b }
}

const fn parse(text: &str) -> i32 {
    let bytes = text.as_bytes();
    let (mut i, mut n) = (0, 0);
    while i < bytes.len() {
        n = n * 10 + (bytes[i] - b'0') as i32;
        i += 1;
    }
    n
}

const fn longest<'a>(a: &'a str, b: &'a str) -> &'a str {
    if a.len() > b.len() { a } else { b }
}

struct Point {
    x: f64,
    y: f64,
}

impl Point {
    const ORIGIN: Point = Point { x: 0.0, y: -0.0 };
    const UNIT: Point = Point::ORIGIN.moved(1.0, 1.0 / 3.0);
    const fn moved(&self, x: f64, y: f64) -> Point {
        Point { x: self.x + x, y: self.y - y * 2.0 }
    }
}

const BYTES: [u8; 5] = *b"bytes";
const WORDS: [u32; 3] = { let mut w = [1, 2, 3]; w[1] = parse("4711") as u32; w.reverse(); w };
const SUM: u64 = const { let mut s = 0; let mut i = 0; while i < 1000 { s += i * i; i += 1; } s };
const OPTION: Option<&str> = Some(longest("short", "longest"));
const FN: fn(u32) -> u128 = fibonacci;
const SIZE: usize = size_of::<[u16; parse("12") as usize]>();
const CHECKED: [Option<u8>; 2] = [200u8.checked_add(55), 200u8.checked_add(56)];

fn main() {
    println!("{:08x} {:08x} {:08x}", CRC[1], CRC[black_box(255)], CRC.iter().fold(0, |s, x| s ^ x.rotate_left(3)));
    println!("{} {} {}", const { fibonacci(180) }, fibonacci(black_box(180)), FN(black_box(90)));
    println!("{:?} {:?} {} {:?}", BYTES, WORDS, SUM, OPTION);
    println!("{:?} {:?} {} {:?}", Point::UNIT.x, Point::UNIT.y, SIZE, CHECKED);
    println!("{}", const { (u64::MAX as f64 / 3.0) as u32 as i8 as i64 });
    println!("{}", const { i128::MAX.wrapping_mul(3) >> 5 } + i128::from(Point::ORIGIN.y.is_sign_negative()));
}
