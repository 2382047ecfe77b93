//! `From`, `TryFrom` and `Into` between integer types.
use std::hint::black_box;

macro_rules! try_from {
    ($from:ident: $($to:ident)*) => {{
        for a in black_box([0 as $from, 1, 127, <$from>::MAX, <$from>::MIN, !0, <$from>::MAX / 2 + 1]) {
            print!("{a}:");
            $( match <$to>::try_from(a) {
                Ok(b) => print!(" {b}"),
                Err(_) => print!(" -"),
            } )*
            println!();
        }
    }};
}

fn main() {
    try_from!(i8: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    try_from!(u8: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    try_from!(i16: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    try_from!(u16: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    try_from!(i32: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    try_from!(u32: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    try_from!(i64: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    try_from!(u64: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    try_from!(isize: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    try_from!(usize: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    try_from!(i128: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    try_from!(u128: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    println!("{} {}", i64::from(black_box(-5i8)), u128::from(black_box(true)));
    println!("{}", u8::try_from(black_box(300)).unwrap_err());
}
