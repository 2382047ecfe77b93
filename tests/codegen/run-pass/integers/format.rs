//! Integers printed with every flag, width and base.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        for a in black_box([0 as $t, 1, 42, <$t>::MAX, <$t>::MIN, !0]) {
            print!("{a}|{a:+}|{a:6}|{a:<6}|{a:^6}|{a:>6}|{a:06}|{a:+06}|{a:*^8}|");
            print!("{a:x}|{a:#X}|{a:o}|{a:#o}|{a:b}|{a:#b}|{a:#010x}|{a:08b}|{a:?}|{a:#?}|");
            println!("{a:e}|{a:E}|{a:.2e}|{a:x?}|{a:X?}");
        }
    })* };
}

fn main() {
    table!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    for width in 0..8 {
        print!("{:width$}|{:<1$}|{:^+2$}|", 5, width, width);
    }
    println!("{:1$}", 7, 5);
}
