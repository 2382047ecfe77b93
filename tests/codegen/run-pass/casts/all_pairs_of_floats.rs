//! Every float becomes every other: rounding, overflow, subnormal numbers and NaN.
#![feature(f16, f128)]
use std::hint::black_box;

macro_rules! pairs {
    ($($from:ident: $($to:ident)*;)*) => { $(
        for x in black_box([0.0, -0.0, 1.0, -1.5, 0.1, 1.1, 1e-7, 65504.0, $from::MAX, $from::MIN, $from::EPSILON,
            $from::MIN_POSITIVE, $from::MIN_POSITIVE / 4.0, -$from::MIN_POSITIVE / 3.0, $from::MAX / 2.0,
            $from::INFINITY, $from::NEG_INFINITY]) {
            let x: $from = x;
            print!("{:x}:", x.to_bits());
            $( print!(" {:x}", (x as $to).to_bits()); )*
            println!();
        }
        println!("{:?}", [$( (black_box($from::NAN) as $to).is_nan() ),*]);
    )* };
}

/// Halfway between two numbers of the smaller type, and just beside.
macro_rules! halfway {
    ($($from:ident $to:ident $step:expr;)*) => { $(
        for (base, to_next) in black_box([(1.0, $step), (1.0 + $step, $step), (65504.0, 16.0), (-2.0, $step)]) {
            let (base, to_next): ($from, $from) = (base, to_next);
            let exact = base + to_next / 2.0;
            for x in [exact, $from::from_bits(exact.to_bits() + 1), $from::from_bits(exact.to_bits() - 1)] {
                print!("{:x} ", (x as $to).to_bits());
            }
        }
        println!();
    )* };
}

fn main() {
    pairs! {
        f16: f16 f32 f64 f128;
        f32: f16 f32 f64 f128;
        f64: f16 f32 f64 f128;
        f128: f16 f32 f64 f128;
    }
    halfway! {
        f32 f16 0.0009765625;
        f64 f16 0.0009765625;
        f128 f16 0.0009765625;
        f64 f32 1.1920928955078125e-7;
        f128 f32 1.1920928955078125e-7;
        f128 f64 2.220446049250313e-16;
    }
}
