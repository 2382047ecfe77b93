//! Floats of 32 and 64 bits into each other: rounding, overflow and subnormal numbers.
use std::hint::black_box;

fn main() {
    for a in black_box([
        0.0f64, -0.0, 1.0, 0.1, 1.0 / 3.0, 16777217.0, 16777219.0, 3.4028234663852886e38,
        3.4028235677973366e38, 3.5e38, 1.401298464324817e-45, 7.006492321624085e-46,
        7.006492321624086e-46, 1.1754943508222875e-38, 1e-40, -1e-46, 1e300, -1e300,
        f64::INFINITY, f64::NEG_INFINITY, f64::MIN_POSITIVE, f64::EPSILON,
    ]) {
        let b = a as f32;
        println!("{a:e} {b:e} {:08x} {:016x} {}", b.to_bits(), f64::from(b).to_bits(), b as f64 == a);
    }
    println!("{} {}", (black_box(f64::NAN) as f32).is_nan(), f64::from(black_box(f32::NAN)).is_nan());
}
