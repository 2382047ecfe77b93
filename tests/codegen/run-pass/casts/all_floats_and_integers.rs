//! Every float becomes every integer and the other way around, with `as` and unchecked.
#![feature(f16, f128)]
use std::hint::black_box;

macro_rules! pairs {
    ($($float:ident $bits:ident: $($int:ident)*;)*) => { $( $( {
        print!("{} {}:", stringify!($float), stringify!($int));
        // The edges of the integers, and what is just inside and outside of them, in both directions.
        for edge in [$int::MIN, $int::MIN / 2, 0, 1, 127, $int::MAX / 2 + 1, $int::MAX] {
            let exact = black_box(edge) as $float;
            print!(" {:x}", exact.to_bits());
            for step in [-2i32, -1, 0, 1, 2] {
                let bits = exact.to_bits().wrapping_add(step as $bits);
                print!(" {}", black_box($float::from_bits(bits)) as $int);
            }
        }
        for x in black_box([0.0, -0.0, 0.999, -0.999, 1.5, -1.5, 44.0, 127.9, -128.9, 200.5, -200.5, 255.9, 300.0,
            -300.0, 32767.5, -32769.0, 65504.0, -65504.0, $float::MIN_POSITIVE, $float::MAX, $float::MIN,
            $float::INFINITY, $float::NEG_INFINITY, $float::NAN, -$float::NAN]) {
            let x: $float = x;
            print!(" {}", x as $int);
        }
        // SAFETY: the values fit.
        let unchecked: [$int; 3] = unsafe {
            [
                black_box(100.75 as $float).to_int_unchecked(),
                black_box(0.5 as $float).to_int_unchecked(),
                black_box(-0.5 as $float).to_int_unchecked(),
            ]
        };
        println!(" {unchecked:?}");
    } )* )* };
}

fn main() {
    pairs! {
        f16 u16: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128;
        f32 u32: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128;
        f64 u64: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128;
        f128 u128: i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128;
    }
}
