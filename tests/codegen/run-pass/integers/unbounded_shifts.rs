//! Shifts beyond the width that give zero or the sign, and strict tests of exact ones.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        print!("{}:", stringify!($t));
        for a in black_box([1, <$t>::MAX, <$t>::MIN, 90]) {
            for by in black_box([0, 1, <$t>::BITS - 1, <$t>::BITS, <$t>::BITS + 1, 300, u32::MAX]) {
                print!(" {:x}/{:x}", a.unbounded_shl(by), a.unbounded_shr(by));
            }
        }
        println!();
    })* };
}

fn main() {
    table!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
}
