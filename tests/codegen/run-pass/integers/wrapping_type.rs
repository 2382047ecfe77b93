//! The types `Wrapping` and `Saturating` with every operator.
#![feature(wrapping_int_impl)]
use std::hint::black_box;
use std::num::{Saturating, Wrapping};

macro_rules! operators {
    ($wrapper:ident: $($t:ident)*) => { $({
        print!("{}:", stringify!($t));
        for a in black_box([0 as $t, 1, 99, <$t>::MAX, <$t>::MIN]) {
            for b in black_box([1 as $t, 3, <$t>::MAX, <$t>::MIN | 1]) {
                let (mut a, b) = ($wrapper(a), $wrapper(b));
                print!(" {} {} {}", a + b, a - b, a * b);
                print!(" {} {} {}", a & b, a | b, a ^ b);
                print!(" {} {} {}", !a, a % b, a / $wrapper(3));
                a += b;
                a *= b;
                a -= $wrapper(1);
                a ^= b;
                print!(" {a} {:?} {}", a.cmp(&b), a.count_ones());
            }
        }
        println!();
    })* };
}

fn main() {
    operators!(Wrapping: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    operators!(Saturating: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    let shifted = Wrapping(black_box(0x81u8));
    println!("{} {} {}", shifted << 9, shifted >> 1, -shifted);
}
