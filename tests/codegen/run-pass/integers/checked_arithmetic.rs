//! Checked arithmetic is `None` exactly where the result does not fit.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        let values: [$t; 7] =
            black_box([0, 1, 3, <$t>::MAX, <$t>::MIN, <$t>::MAX / 3, <$t>::MIN / 2]);
        println!("{}", stringify!($t));
        for a in values {
            println!("{a}: neg {:?} abs_diff {}", a.checked_neg(), a.abs_diff(<$t>::MAX));
            for b in values {
                print!("  {:?} {:?}", a.checked_add(b), a.checked_sub(b));
                print!(" {:?} {:?}", a.checked_mul(b), a.checked_div(b));
                println!(" {:?} {:?}", a.checked_rem(b), a.checked_rem_euclid(b));
            }
        }
    })* };
}

fn main() {
    table!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
}
