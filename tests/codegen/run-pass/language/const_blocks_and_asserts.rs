//! Constants in expressions, patterns and array lengths, and what is asserted while compiling.
use std::hint::black_box;

const fn checked_len<const N: usize>(array: &[u8; N]) -> usize {
    const { assert!(N > 0, "not empty") };
    array.len() * N
}

struct Config<const DEBUG: bool, const LEVEL: i32>;

impl<const DEBUG: bool, const LEVEL: i32> Config<DEBUG, LEVEL> {
    const CHECK: () = assert!(LEVEL >= -1);
    const NAME: &'static str = match (DEBUG, LEVEL) {
        (true, 0) => "debug zero",
        (true, i32::MIN..0) => "debug negative",
        (true, _) => "debug",
        (false, _) => "release",
    };
    fn name() -> &'static str {
        let () = Self::CHECK;
        Self::NAME
    }
}

const LOW: u8 = 10;
const HIGH: u8 = LOW * 2 + 1;
const ABOVE: u8 = HIGH + 1;
const NAMES: [&str; 3] = ["a", "b", "c"];
const POINT: (i32, &str) = (3, NAMES[2]);
const NESTED: [[u16; 2]; 2] = [[1, 2], { let mut x = [3, 4]; x[0] += 10; x }];
static_assertion!(size_of::<[u64; HIGH as usize]>() == 168);

macro_rules! static_assertion {
    ($e:expr) => {
        const _: () = assert!($e);
    };
}
use static_assertion;

fn classify(n: u8) -> &'static str {
    match n {
        LOW => "low",
        HIGH => "high",
        0..LOW => "below",
        ABOVE..=u8::MAX => "above",
        _ => "between",
    }
}

fn main() {
    println!("{} {}", checked_len(b"abc"), checked_len(&[0; 10]));
    println!("{} {} {} {}", Config::<true, 0>::name(), Config::<true, -1>::name(), Config::<true, 5>::name(), Config::<false, 0>::name());
    println!("{:?}", black_box([0, 10, 15, 21, 22]).map(classify));
    println!("{:?} {NESTED:?} {}", POINT, matches!(black_box((3, "c")), POINT));
    println!("{}", const { let mut n = 1u64; let mut i = 0; while i < 20 { n *= 3; i += 1; } n });
    let array = [const { Vec::<u8>::new() }; 3];
    println!("{array:?} {}", [0u8; const { HIGH as usize / 4 }].len());
}
