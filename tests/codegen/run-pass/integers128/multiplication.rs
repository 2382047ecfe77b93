//! Products of 128-bit integers against schoolbook multiplication of halves.
use std::hint::black_box;

fn halves(a: u128, b: u128) -> u128 {
    let (al, ah) = (a & u128::from(u64::MAX), a >> 64);
    let (bl, bh) = (b & u128::from(u64::MAX), b >> 64);
    (al * bl).wrapping_add((ah.wrapping_mul(bl).wrapping_add(al.wrapping_mul(bh))) << 64)
}

fn main() {
    let values = black_box([
        0u128, 1, 10, u64::MAX as u128, 1 << 64, (1 << 64) + 1, u128::MAX, u128::MAX / 3,
        0x0123_4567_89AB_CDEF_0123_4567_89AB_CDEF, 0xFFFF_FFFF_0000_0000_FFFF_FFFF,
    ]);
    for a in values {
        for b in values {
            let product = a.wrapping_mul(b);
            assert_eq!(product, halves(a, b));
            assert_eq!(product as i128, (a as i128).wrapping_mul(b as i128));
            print!("{product:x}{} ", if a.checked_mul(b).is_none() { "!" } else { "" });
            print!("{} ", if (a as i128).checked_mul(b as i128).is_none() { "!" } else { "." });
        }
        println!();
    }
}
