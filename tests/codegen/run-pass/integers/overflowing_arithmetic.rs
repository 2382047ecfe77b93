//! Overflowing arithmetic returns the wrapped result and whether it wrapped.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        let values: [$t; 7] =
            black_box([0, 1, 2, <$t>::MAX, <$t>::MIN, <$t>::MAX / 2, <$t>::MAX / 2 + 1]);
        println!("{}", stringify!($t));
        for a in values {
            print!("{:?}", a.overflowing_neg());
            for b in values {
                print!(" {:?}", a.overflowing_add(b));
                print!(" {:?}", a.overflowing_sub(b));
                print!(" {:?}", a.overflowing_mul(b));
            }
            println!(" {:?} {:?}", a.overflowing_pow(3), a.overflowing_shl(9));
        }
    })* };
}

fn main() {
    table!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
}
