//! `as` from every integer type to every other one.
use std::hint::black_box;

macro_rules! to_all {
    ($($from:ident)*) => { $({
        for a in black_box([0 as $from, 1, 0x7F, <$from>::MAX, <$from>::MIN, !0, <$from>::MAX / 2 + 1]) {
            print!("{} {a}: {} {} {} {} ", stringify!($from), a as i8, a as u8, a as i16, a as u16);
            print!("{} {} {} {} ", a as i32, a as u32, a as i64, a as u64);
            println!("{} {} {} {}", a as isize, a as usize, a as i128, a as u128);
        }
    })* };
}

fn main() {
    to_all!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
}
