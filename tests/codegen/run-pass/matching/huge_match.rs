//! A dense `match` with a table of jumps, with holes, and a sparse one.
use std::hint::black_box;

fn dense(n: u32) -> u32 {
    match n {
        0 => 11, 1 => 7, 2 => 1000, 3 => 3, 4 => n * 9, 5 => 8, 6 => 0, 7 => 77, 8 => 21, 9 => 5, 10 => 61,
        11 => 2, 12 => 12, 13 => 99, 14 => 45, 15 => n + 1, 16 => 31, 17 => 14, 18 => 4, 19 => 90, 20 => 55,
        21 => 22, 22 => 23, 23 => 66, 24 => 19, 26 => 81, 27 => 72, 28 => 63, 29 => n ^ 5, 30 => 30, 31 => 1,
        35 | 36 | 37 => 353, 38 => 18, 39 => 93, 40..=49 => n - 40, 50 => 50, 51 => 15, 52 => 25, 53 => 35,
        54 => 450, 55 => 5500, 56 => 65, 57 => 75, 58 => 85, 59 => 95, 60 => 6, 61 => 16, 62 => 26, 63 => 36,
        _ => 12345,
    }
}

fn sparse(n: i64) -> &'static str {
    match n {
        i64::MIN => "min", -1_000_000_000_000 => "minus", -77 => "m77", -1 => "m1", 0 => "zero", 1 => "one",
        100 => "hundred", 101 => "h1", 102 => "h2", 10_000 => "myriad", 65_536 => "page", 4_294_967_296 => "word",
        4_294_967_297 => "word1", i64::MAX => "max",
        _ => "-",
    }
}

fn signed(n: i8) -> i32 {
    match n {
        -128 => 1, -127 => 2, -126 => 3, -3 => 4, -2 => 5, -1 => 6, 0 => 7, 1 => 8, 2 => 9, 126 => 10, 127 => 11,
        _ => 0,
    }
}

fn effects(n: u8, log: &mut Vec<u8>) {
    match n {
        0 => log.push(1),
        1 => log.clear(),
        2 => log.extend([n, n]),
        3 => drop(log.pop()),
        4 => log.reverse(),
        5 => log.truncate(3),
        6 => log.insert(0, 66),
        _ => log.push(n * 2),
    }
}

fn main() {
    println!("{:?}", (0..70).map(|n| dense(black_box(n))).collect::<Vec<_>>());
    println!("{}", dense(black_box(u32::MAX)));
    for n in black_box([i64::MIN, -1_000_000_000_000, -78, -77, -1, 0, 1, 2, 100, 102, 103, 10_000, 65_536, 1 << 32, (1 << 32) + 1, i64::MAX]) {
        print!("{} ", sparse(n));
    }
    println!("\n{:?}", (i8::MIN..=i8::MAX).map(|n| signed(black_box(n))).collect::<Vec<_>>());
    let mut log = Vec::new();
    for n in black_box([0, 2, 7, 6, 4, 9, 5, 3, 2, 0, 8]) {
        effects(n, &mut log);
        println!("{log:?}");
    }
}
