//! Arithmetic of signed with unsigned integers.
use std::hint::black_box;

macro_rules! table {
    ($($u:ident $i:ident)*) => { $({
        println!("{}", stringify!($u));
        for a in black_box([0 as $u, 1, 100, <$u>::MAX, <$u>::MAX / 2, <$u>::MAX / 2 + 1]) {
            for b in black_box([0 as $i, 1, -1, <$i>::MAX, <$i>::MIN]) {
                print!("{:?} {} ", a.checked_add_signed(b), a.wrapping_add_signed(b));
                print!("{} {:?} ", a.saturating_add_signed(b), a.overflowing_add_signed(b));
                print!("{:?} {:?} ", b.checked_add_unsigned(a), b.saturating_sub_unsigned(a));
                print!("{:?} {} ", b.overflowing_sub_unsigned(a), b.wrapping_add_unsigned(a));
                print!("{} {} ", a.cast_signed(), b.cast_unsigned());
            }
            println!();
        }
    })* };
}

fn main() {
    table!(u8 i8 u16 i16 u32 i32 u64 i64 usize isize u128 i128);
}
