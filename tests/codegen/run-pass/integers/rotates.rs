//! Rotations by every amount, also beyond the width.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        let pattern = (0x0123_4567_89AB_CDEF_0011_2233_4455_6677u128 >> (128 - <$t>::BITS)) as $t;
        let pattern = black_box(pattern);
        println!("{}", stringify!($t));
        for by in 0..<$t>::BITS {
            let by = black_box(by);
            let (left, right) = (pattern.rotate_left(by), pattern.rotate_right(by));
            assert_eq!(left.rotate_right(by), pattern);
            assert_eq!(right, pattern.rotate_left(<$t>::BITS - by));
            if by % 3 == 1 {
                print!("{left:x} {right:x} ");
            }
        }
        for by in black_box([<$t>::BITS, <$t>::BITS + 1, 1000, u32::MAX]) {
            print!("{:x} {:x} ", pattern.rotate_left(by), pattern.rotate_right(by));
        }
        println!();
    })* };
}

fn main() {
    table!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
}
