//! Integers become the nearest float, ties to even.
use std::hint::black_box;

macro_rules! to_floats {
    ($($from:ident)*) => { $({
        for a in black_box([0 as $from, 1, 99, <$from>::MAX, <$from>::MIN, <$from>::MAX - 1]) {
            println!("{} {a}: {:e} {:e}", stringify!($from), a as f32, a as f64);
        }
    })* };
}

fn main() {
    to_floats!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    for bit in 20..64 {
        for offset in [-3i64, -1, 1, 3] {
            let a = black_box((1i64 << bit).wrapping_add(offset));
            print!("{:08x} {:016x} ", (a as f32).to_bits(), (a as f64).to_bits());
            print!("{:08x} {:016x} ", (a as u64 as f32).to_bits(), (a as u64 as f64).to_bits());
            print!("{:08x} ", (a as i32 as f32).to_bits());
        }
        println!();
    }
}
