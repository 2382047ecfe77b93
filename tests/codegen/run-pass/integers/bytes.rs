//! Integers to and from bytes in each order.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        for a in black_box([0 as $t, 1, 0x6B, <$t>::MAX, <$t>::MIN, <$t>::MAX / 3 * 2]) {
            println!("{} {a}: {:02x?} {:02x?}", stringify!($t), a.to_be_bytes(), a.to_le_bytes());
            let mut bytes = a.to_ne_bytes();
            bytes[0] ^= 0x80;
            bytes.rotate_left(1);
            println!("  {} {}", <$t>::from_le_bytes(bytes), <$t>::from_be_bytes(bytes));
        }
    })* };
}

fn main() {
    table!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    let bytes: Vec<u8> = (0..16).map(|i| i * 17).collect();
    let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
    println!("{:x?}", (0..13).map(word).collect::<Vec<_>>());
}
