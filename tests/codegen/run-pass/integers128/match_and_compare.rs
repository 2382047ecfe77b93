//! `match` on 128-bit integers with values and ranges on both sides of 64 bits.
use std::hint::black_box;

const BIG: u128 = 1 << 100;

fn name(n: u128) -> &'static str {
    match n {
        0 => "zero",
        1..=9 => "digit",
        0xFFFF_FFFF_FFFF_FFFF => "u64::MAX",
        0x1_0000_0000_0000_0000 => "2^64",
        0x1_0000_0000_0000_0001..BIG => "large",
        BIG => "big",
        u128::MAX => "max",
        _ => "other",
    }
}

fn sign(n: i128) -> i32 {
    match n {
        i128::MIN => -3,
        i128::MIN..=-0x1_0000_0000_0000_0000 => -2,
        ..=-1 => -1,
        0 => 0,
        1..0x1_0000_0000_0000_0000 => 1,
        i128::MAX => 3,
        _ => 2,
    }
}

fn main() {
    for n in black_box([
        0, 1, 9, 10, (1 << 64) - 1, 1 << 64, (1 << 64) + 1, BIG - 1, BIG, BIG + 1, u128::MAX - 1,
        u128::MAX, 1 << 127,
    ]) {
        println!("{n}: {} {} {}", name(n), sign(n as i128), sign((n as i128).wrapping_neg()));
    }
    let mut sorted = black_box([1i128 << 90, -1, 1 << 64, -(1 << 64), 0, i128::MIN, i128::MAX, 5]);
    sorted.sort_unstable();
    println!("{sorted:?} {:?}", sorted.binary_search(&(1 << 64)));
}
