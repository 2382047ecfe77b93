//! Shifts of 128-bit integers across the middle, by each amount.
use std::hint::black_box;

#[inline(never)]
fn shift(a: u128, by: u32) -> (u128, u128, i128) {
    (a << by, a >> by, (a as i128) >> by)
}

fn main() {
    for a in black_box([1u128, u128::MAX, 1 << 127, 0xDEAD_BEEF_0BAD_F00D_1234_5678_9ABC_DEF1]) {
        for by in 0..128 {
            let (left, right, signed) = shift(a, by);
            if by > 0 {
                assert_eq!(left | a >> (128 - by), a.rotate_left(by));
                assert_eq!(right | a << (128 - by), a.rotate_right(by));
            }
            if by % 13 == 0 || (62..67).contains(&by) || by == 127 {
                println!("{by}: {left:x} {right:x} {signed:x}");
            }
        }
    }
}
