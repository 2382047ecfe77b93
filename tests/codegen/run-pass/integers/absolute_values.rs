//! Absolute values, signs and distances of signed integers.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        println!("{}", stringify!($t));
        let values: [$t; 7] = black_box([0, 1, -1, 100, -100, <$t>::MAX, <$t>::MIN]);
        for a in values {
            print!("{a}: {} {} ", a.signum(), a.unsigned_abs());
            print!("{:?} {:?} ", a.checked_abs(), a.overflowing_abs());
            print!("{} {} {}", a.wrapping_abs(), a.is_negative(), a.is_positive());
            for b in values {
                print!(" {}", a.abs_diff(b));
            }
            println!();
        }
    })* };
}

fn main() {
    table!(i8 i16 i32 i64 isize i128);
}
