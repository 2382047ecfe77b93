//! `match` with ranges of integers and characters that touch and overlap.
use std::hint::black_box;

fn class(n: i32) -> &'static str {
    match n {
        i32::MIN..=-1000 => "very negative",
        -999..0 => "negative",
        0 => "zero",
        1..=9 => "digit",
        10 | 20 | 30 => "round",
        10..100 => "two digits",
        100..=999 if n % 2 == 0 => "even hundred",
        100..1000 => "odd hundred",
        1000.. => "large",
    }
}

fn kind(c: char) -> u8 {
    match c {
        '\0'..=' ' => 0,
        '0'..='9' => 1,
        'a'..='z' | 'A'..='Z' | '_' => 2,
        '\u{80}'..='\u{D7FF}' => 3,
        '\u{E000}'.. => 4,
        _ => 5,
    }
}

fn byte(b: u8) -> u8 {
    match b {
        0 => 0,
        1..=3 | 5..=7 => 1,
        4 => 2,
        b @ 8..=127 => b / 8,
        b @ (128 | 255) => b,
        _ => 99,
    }
}

fn wide(n: u64) -> u8 {
    match n {
        0..=0xFFFF_FFFF => 1,
        0x1_0000_0000 => 2,
        0x8000_0000_0000_0000.. => 3,
        _ => 4,
    }
}

fn main() {
    for n in black_box([i32::MIN, -1000, -999, -1, 0, 1, 9, 10, 11, 20, 99, 100, 101, 999, 1000, i32::MAX]) {
        print!("{} ", class(n));
    }
    println!();
    println!("{:?}", black_box(['\0', ' ', '!', '0', 'g', 'Z', '_', 'é', '€', '🦀', '~']).map(kind));
    println!("{:?}", (0..=255).map(byte).collect::<Vec<_>>());
    println!("{:?}", black_box([0, u64::from(u32::MAX), 1 << 32, (1 << 32) + 1, (1 << 63) - 1, 1 << 63, u64::MAX]).map(wide));
}
