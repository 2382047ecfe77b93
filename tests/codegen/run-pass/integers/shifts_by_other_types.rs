//! The amount of a shift can be of any integer type.
use std::hint::black_box;

macro_rules! by {
    ($value:expr; $($t:ident)*) => {{
        let value = black_box($value);
        $(
            for amount in black_box([0 as $t, 1, 3, 7]) {
                print!("{:x} {:x} ", value << amount, value >> amount);
                let mut assigned = value;
                assigned <<= amount;
                assigned >>= amount;
                print!("{assigned:x} ");
            }
        )*
        println!();
    }};
}

fn main() {
    by!(0xB7u8; i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    by!(-0x37i8; i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    by!(0xBEEFu16; i8 u8 i32 u64 i128);
    by!(-0x1234i16; i8 u8 i32 u64 u128);
    by!(0xDEADBEEFu32; i8 u16 i32 u64 u128 usize);
    by!(-0x12345678i32; i8 u16 i32 i64 i128 isize);
    by!(0xDEADBEEF01234567u64; i8 u16 i32 u64 u128 usize);
    by!(-0x123456789ABCDEFi64; u8 u16 u32 i64 i128 isize);
    by!(0xDEADBEEF0123456789ABCDEFu128; i8 u16 i32 u64 u128 usize);
    by!(-0xDEADBEEF0123456789ABCDEFi128; u8 u16 u32 i64 i128 isize);
}
