//! Quotients and remainders of 128-bit integers, with divisors of one word and of two.
use std::hint::black_box;

fn main() {
    let values = black_box([
        1u128, 3, 10, u32::MAX as u128, u64::MAX as u128, 1 << 64, (1 << 64) + 1, (1 << 65) - 1,
        1 << 127, u128::MAX, u128::MAX - 1, 0x1234_5678_9ABC_DEF0_0FED_CBA9_8765_4321,
        10_000_000_000_000_000_000_000_000_000, 1 << 96,
    ]);
    for a in values {
        for b in values {
            let (q, r) = (a / b, a % b);
            assert!(r < b && q * b + r == a);
            print!("{q:x},{r:x} ");
            let (a, b) = (a as i128, b as i128);
            if let Some(q) = a.checked_div(b) {
                let r = a % b;
                assert!(q * b + r == a && (r == 0 || (r < 0) == (a < 0)));
                print!("{q},{r} {},{} ", a.div_euclid(b), a.wrapping_neg().rem_euclid(b));
            }
        }
        println!();
    }
}
