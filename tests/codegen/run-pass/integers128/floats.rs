//! Conversions between 128-bit integers and floats, which saturate.
use std::hint::black_box;

fn main() {
    for a in black_box([
        0u128, 1, (1 << 24) + 1, (1 << 53) + 1, (1 << 54) - 1, u64::MAX as u128, (1 << 64) + 1,
        1 << 100, u128::MAX, u128::MAX - (1 << 103), u128::MAX >> 1, (1 << 127) + (1 << 74),
    ]) {
        println!("{:e} {:e} {:e} {:e}", a as f32, a as f64, a as i128 as f32, a as i128 as f64);
        println!("{:x} {:x}", (a as f32).to_bits(), (a as i128 as f64).to_bits());
    }
    for f in black_box([
        0.0f64, -0.0, 0.99, -0.99, 1.5, -1.5, 1e10, 1e19, -1e19, 1.7e38, -1.7e38, 3.4e38, 3.5e38,
        1e300, -1e300, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 9007199254740993.0, 1.8446744e19,
    ]) {
        println!("{} {} {} {}", f as u128, f as i128, f as f32 as u128, f as f32 as i128);
    }
}
