//! Counts of ones, leading and trailing bits, with zero and all ones.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        println!("{}", stringify!($t));
        let mut values = vec![0 as $t, 1, 2, 3, <$t>::MAX, <$t>::MIN, !0, !1, 0x50, 0x7E];
        for bit in 0..<$t>::BITS {
            values.push(1 << bit);
            values.push((!0) << bit);
        }
        for a in black_box(values) {
            print!("{},{},", a.count_ones(), a.count_zeros());
            print!("{},{},", a.leading_zeros(), a.trailing_zeros());
            print!("{},{} ", a.leading_ones(), a.trailing_ones());
        }
        println!();
    })* };
}

fn main() {
    table!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
}
