//! Enums without fields as integers, with each `repr` and negative discriminants.
use std::hint::black_box;

#[derive(Clone, Copy)]
enum Plain {
    A,
    B = 10,
    C,
    D = -3,
    E,
}

#[repr(u8)]
#[derive(Clone, Copy)]
enum Byte {
    Low = 1,
    High = 255,
}

#[repr(i8)]
#[derive(Clone, Copy)]
enum Signed {
    Min = -128,
    Next,
    Max = 127,
}

#[repr(u64)]
#[derive(Clone, Copy)]
enum Wide {
    Zero,
    Top = 1 << 63,
    Max = u64::MAX,
}

#[repr(i64)]
#[derive(Clone, Copy)]
enum Deep {
    Min = i64::MIN,
    Minus = -1,
}

macro_rules! all {
    ($($value:expr),*) => {$(
        let v = black_box($value);
        print!("{} {} {} {} ", v as i8, v as u8, v as i16, v as u16);
        println!("{} {} {} {} {}", v as i32, v as u32, v as i64, v as u64, v as i128);
    )*};
}

fn main() {
    all!(Plain::A, Plain::B, Plain::C, Plain::D, Plain::E, Byte::Low, Byte::High);
    all!(Signed::Min, Signed::Next, Signed::Max, Wide::Zero, Wide::Top, Wide::Max);
    all!(Deep::Min, Deep::Minus, std::cmp::Ordering::Less, std::cmp::Ordering::Greater);
}
