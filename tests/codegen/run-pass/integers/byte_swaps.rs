//! Byte swaps, bit reversal and the conversions between byte orders.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        println!("{}", stringify!($t));
        let pattern = (0x0123_4567_89AB_CDEF_FEDC_BA98_7654_3210u128 >> (128 - <$t>::BITS)) as $t;
        for a in black_box([pattern, 0, 1, !0, <$t>::MAX, <$t>::MIN, 0x2C]) {
            print!("{:x} {:x} ", a.swap_bytes(), a.reverse_bits());
            print!("{:x} {:x} {:x} ", a.to_be(), a.to_le(), <$t>::from_be(a));
            assert_eq!(<$t>::from_le(a.to_le()), a);
            assert_eq!(a.swap_bytes().swap_bytes().reverse_bits().reverse_bits(), a);
        }
        println!();
    })* };
}

fn main() {
    table!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
}
