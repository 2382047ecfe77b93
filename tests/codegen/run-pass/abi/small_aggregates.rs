//! Structs of one and two fields through `extern "C"` and Rust functions, called by pointers.
use std::hint::black_box;

macro_rules! shapes {
    ($($name:ident ($($field:tt: $t:ty = $value:expr),*);)*) => {$(
        {
            #[repr(C)]
            #[derive(Clone, Copy, Debug, PartialEq)]
            struct $name($($t),*);
            extern "C" fn c(before: u8, x: $name, after: u16) -> $name {
                assert_eq!((before, after), (7, 700));
                x
            }
            fn rust(x: $name, after: u64) -> ($name, u64) {
                (x, !after)
            }
            extern "C" fn by_turns(a: $name, b: i32, c: $name) -> u8 {
                u8::from(a == c) + b as u8
            }
            let x = black_box($name($($value),*));
            let (c, rust): (extern "C" fn(u8, $name, u16) -> $name, fn($name, u64) -> ($name, u64)) = black_box((c, rust));
            println!("{:?} {:?} {} {}", c(7, x, 700), rust(x, 1), by_turns(x, 3, x), size_of::<$name>());
        }
    )*};
}

fn main() {
    shapes! {
        Byte(0: u8 = 200);
        Short(0: i16 = -300);
        Word(0: u32 = 1 << 31);
        Long(0: i64 = i64::MIN);
        Wide(0: u128 = 1 << 99);
        Float(0: f32 = 0.1);
        Double(0: f64 = -0.0);
        Letter(0: char = 'ß');
        Truth(0: bool = true);
        Bytes(0: u8 = 1, 1: u8 = 2);
        Mixed(0: u8 = 1, 1: u32 = 2);
        Floats(0: f32 = 1.5, 1: f64 = 2.5);
        Array(0: [u8; 1] = [9]);
        ThreeBytes(0: [u8; 3] = [9, 8, 7]);
        Words(0: [u32; 2] = [1, 2]);
        Nested(0: (u8,) = (5,));
        Pointer(0: Option<&'static u8> = None);
        Function(0: Option<fn()> = None);
        Unit(0: () = ());
        UnitAndWord(0: () = (), 1: u32 = 9);
        ZeroArray(0: [u64; 0] = [], 1: u8 = 3);
    }
}
