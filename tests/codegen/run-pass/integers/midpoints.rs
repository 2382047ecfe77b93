//! Midpoints and differences that do not overflow.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        print!("{}:", stringify!($t));
        let values: [$t; 6] = black_box([0, 1, 5, <$t>::MAX, <$t>::MIN, <$t>::MAX - 1]);
        for a in values {
            for b in values {
                print!(" {}", a.midpoint(b));
            }
        }
        println!();
    })* };
}

fn main() {
    table!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
}
