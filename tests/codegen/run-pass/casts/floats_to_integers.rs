//! Floats become integers towards zero, saturating, with NaN as zero.
use std::hint::black_box;

macro_rules! to_integers {
    ($float:ident: $($to:ident)*) => {{
        for a in black_box([
            0.0, -0.0, 0.5, -0.5, 0.999, 1.0, -1.0, 1.999, 127.0, 127.9, 128.0, -128.0, -128.9, -129.0,
            255.9, 256.0, 32767.5, 65535.5, 65536.0, 2147483520.0, 2147483648.0, -2147483648.0,
            4294967040.0, 4294967296.0, 9.2e18, 9.3e18, -9.3e18, 1.8e19, 1.9e19, 1e38, -1e38, 1e-30,
            $float::MAX, $float::MIN, $float::MIN_POSITIVE, $float::INFINITY, $float::NEG_INFINITY,
            $float::NAN, -$float::NAN,
        ]) {
            let a: $float = a;
            print!("{a:e}:");
            $( print!(" {}", a as $to); )*
            println!();
        }
    }};
}

fn main() {
    to_integers!(f32: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    to_integers!(f64: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    // SAFETY: the values fit.
    let exact = unsafe { (black_box(-7.9f64).to_int_unchecked::<i32>(), black_box(3e9f32).to_int_unchecked::<u32>()) };
    println!("{exact:?}");
}
