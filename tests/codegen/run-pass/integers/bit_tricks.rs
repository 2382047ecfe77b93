//! Well-known tricks with bits, each against a slow and obvious form.
use std::hint::black_box;

fn slow_ones(n: u32) -> u32 {
    (0..32).filter(|bit| n >> bit & 1 == 1).count() as u32
}

fn fast_ones(mut n: u32) -> u32 {
    n -= n >> 1 & 0x5555_5555;
    n = (n & 0x3333_3333) + (n >> 2 & 0x3333_3333);
    ((n + (n >> 4)) & 0x0F0F_0F0F).wrapping_mul(0x0101_0101) >> 24
}

fn interleave(x: u16, y: u16) -> u32 {
    let spread = |n: u16| {
        let mut n = u32::from(n);
        n = (n | n << 8) & 0x00FF_00FF;
        n = (n | n << 4) & 0x0F0F_0F0F;
        n = (n | n << 2) & 0x3333_3333;
        (n | n << 1) & 0x5555_5555
    };
    spread(x) | spread(y) << 1
}

fn gray(n: u32) -> u32 {
    n ^ n >> 1
}

fn from_gray(mut n: u32) -> u32 {
    for shift in [16, 8, 4, 2, 1] {
        n ^= n >> shift;
    }
    n
}

fn main() {
    let mut state = black_box(0x1234_5678u32);
    for _ in 0..40 {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        assert_eq!((fast_ones(state), from_gray(gray(state))), (slow_ones(state), state));
        let lowest = state & state.wrapping_neg();
        let cleared = state & state.wrapping_sub(1);
        let has_zero = state.wrapping_sub(0x0101_0101) & !state & 0x8080_8080 != 0;
        print!("{state:08x} {} {lowest:x} {cleared:x} ", fast_ones(state));
        println!("{has_zero} {:08x}", interleave(state as u16, (state >> 16) as u16));
    }
}
