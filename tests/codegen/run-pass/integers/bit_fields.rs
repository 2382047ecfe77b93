//! Fields of bits that are packed, unpacked, signed, and across the borders of words.
use std::hint::black_box;

fn get(word: u64, at: u32, width: u32) -> u64 {
    word >> at & (u64::MAX >> (64 - width))
}

fn get_signed(word: u64, at: u32, width: u32) -> i64 {
    (word << (64 - width - at)) as i64 >> (64 - width)
}

fn set(word: &mut u64, at: u32, width: u32, value: u64) {
    let mask = u64::MAX >> (64 - width) << at;
    *word = *word & !mask | value << at & mask;
}

#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    bits: u32,
}

impl Writer {
    fn put(&mut self, value: u32, width: u32) {
        for i in (0..width).rev() {
            if self.bits % 8 == 0 {
                self.bytes.push(0);
            }
            *self.bytes.last_mut().unwrap() |= ((value >> i & 1) as u8) << (7 - self.bits % 8);
            self.bits += 1;
        }
    }
}

fn read(bytes: &[u8], at: u32, width: u32) -> u32 {
    (at..at + width).fold(0, |value, i| value << 1 | u32::from(bytes[(i / 8) as usize] >> (7 - i % 8) & 1))
}

fn varint(mut n: u64, out: &mut Vec<u8>) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

fn zigzag(n: i64) -> u64 {
    (n << 1 ^ n >> 63) as u64
}

fn main() {
    let mut word = black_box(0x0123_4567_89AB_CDEFu64);
    for (at, width) in [(0, 1), (3, 7), (31, 3), (30, 20), (60, 4), (0, 64), (63, 1)] {
        print!("{:x} {} ", get(word, at, width), get_signed(word, at, width));
        set(&mut word, at, width, 0x5555_AAAA_5555_AAAA);
        println!("{word:016x}");
    }
    let mut writer = Writer::default();
    for width in 1..=32 {
        writer.put(black_box(0xDEAD_BEEF) >> (32 - width), width);
    }
    println!("{:02x?}", writer.bytes);
    let mut at = 0;
    println!("{:?}", (1..=32).map(|width| { at += width; read(&writer.bytes, at - width, width) }).map(u32::count_ones).collect::<Vec<_>>());
    let mut out = Vec::new();
    for n in black_box([0i64, -1, 1, 63, -64, 64, 1 << 20, i64::MAX, i64::MIN]) {
        varint(zigzag(n), &mut out);
        assert_eq!((zigzag(n) >> 1) as i64 ^ -((zigzag(n) & 1) as i64), n);
    }
    println!("{out:x?}");
}
