//! Powers, wrapping, checked and overflowing.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        println!("{}", stringify!($t));
        for base in black_box([0, 1, 2, 3, 10, !0, !1, <$t>::MAX, <$t>::MIN]) {
            for exponent in black_box([0, 1, 2, 3, 7, 8, 31, 63, 64, 100]) {
                print!("{} ", base.wrapping_pow(exponent));
                match base.checked_pow(exponent) {
                    Some(power) => assert_eq!(base.overflowing_pow(exponent), (power, false)),
                    None => assert!(base.overflowing_pow(exponent).1),
                }
            }
            println!("{:?} {:?}", base.checked_pow(2), base.checked_pow(5));
        }
    })* };
}

fn main() {
    table!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
}
