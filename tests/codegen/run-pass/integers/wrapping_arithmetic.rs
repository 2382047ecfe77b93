//! Wrapping addition, subtraction, multiplication and negation at the edges of every width.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        let values: [$t; 8] =
            black_box([0, 1, 2, 7, <$t>::MAX, <$t>::MIN, <$t>::MAX / 2 + 1, <$t>::MAX - 1]);
        println!("{}", stringify!($t));
        for a in values {
            print!("{a}: neg {}", a.wrapping_neg());
            for b in values {
                let (add, sub, mul) = (a.wrapping_add(b), a.wrapping_sub(b), a.wrapping_mul(b));
                print!(" | {add} {sub} {mul}");
            }
            println!();
        }
    })* };
}

fn main() {
    table!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
}
