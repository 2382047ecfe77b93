//! Saturating arithmetic stops at the least and the greatest value.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        let values: [$t; 6] = black_box([0, 1, 100, <$t>::MAX, <$t>::MIN, <$t>::MAX / 5]);
        println!("{}", stringify!($t));
        for a in values {
            for b in values {
                print!("{} {} ", a.saturating_add(b), a.saturating_sub(b));
                print!("{} ", a.saturating_mul(b));
                if b != 0 {
                    print!("{} ", a.saturating_div(b));
                }
            }
            println!("| {} {}", a.saturating_pow(2), a.saturating_pow(5));
        }
    })* };
}

macro_rules! signed {
    ($($t:ident)*) => { $({
        for a in black_box([0, -1, 1, <$t>::MIN, <$t>::MIN + 1, <$t>::MAX]) {
            print!("{} {} ", a.saturating_neg(), a.saturating_abs());
        }
        println!();
    })* };
}

fn main() {
    table!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    signed!(i8 i16 i32 i64 isize i128);
}
