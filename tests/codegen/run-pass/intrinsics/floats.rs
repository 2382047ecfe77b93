//! Intrinsics of floats, whose names libraries know.
#![feature(core_intrinsics, float_algebraic)]
#![allow(internal_features)]
use std::hint::black_box;
use std::intrinsics::*;

fn main() {
    for x in black_box([0.5f64, -2.25, 100.0, 1e-10]) {
        print!("{:e} {:e} {:e} {:e} ", floorf64(x), ceilf64(x), truncf64(x), round_ties_even_f64(x));
        print!("{:e} {:e} {:e} ", roundf64(x), fabs(x), sqrtf64(fabs(x)));
        println!("{:e} {:e} {:e}", copysignf64(1.0, x), fmaf64(x, x, -1.0), powif64(x, 3));
        let y = x as f32;
        print!("{:e} {:e} {:e} {:e} ", floorf32(y), ceilf32(y), truncf32(y), round_ties_even_f32(y));
        println!("{:e} {:e} {:e}", copysignf32(2.0, y), fmaf32(y, y, 0.5), powif32(y, -2));
    }
    // SAFETY: the values fit.
    unsafe {
        println!("{} {}", float_to_int_unchecked::<f64, i64>(black_box(-7.9)), float_to_int_unchecked::<f32, u8>(black_box(255.5)));
    }
    println!("{} {}", fadd_algebraic(black_box(1.5f32), 2.0), fdiv_algebraic(black_box(9.0f64), 2.0));
    println!("{} {}", minimum_number_nsz_f64(black_box(3.0), 4.0), black_box(2.0f64).algebraic_mul(8.0));
}

fn minimum_number_nsz_f64(a: f64, b: f64) -> f64 {
    a.min(b)
}
