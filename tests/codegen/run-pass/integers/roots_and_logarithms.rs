//! Integer square roots and logarithms.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        print!("{}:", stringify!($t));
        let mut a: $t = 1;
        while let Some(next) = black_box(a).checked_mul(3) {
            let root = a.isqrt();
            assert!(root * root <= a);
            print!(" {root},{},{},{}", a.ilog2(), a.ilog10(), a.ilog(3));
            a = next;
        }
        for a in black_box([0, 1, 99, 100, 101, <$t>::MAX, <$t>::MAX - 1]) {
            print!(" {} {:?} {:?}", a.isqrt(), a.checked_ilog2(), a.checked_ilog10());
        }
        println!();
    })* };
}

fn main() {
    table!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    println!("{:?} {:?}", black_box(-4i32).checked_isqrt(), black_box(0i64).checked_ilog(7));
}
