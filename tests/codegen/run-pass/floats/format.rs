//! Floats printed with precision, exponent, width, sign and padding.
use std::hint::black_box;

fn main() {
    for x in black_box([
        0.0, -0.0, 1.0, -1.5, 0.1, 1e-7, 123456.789, 1e15, 1e16, 1.7976931348623157e308, 5e-324,
        f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 0.5, 2.5, 9.995, 99999.5,
    ]) {
        print!("{x}|{x:?}|{x:e}|{x:E}|{x:.0}|{x:.1}|{x:.3}|{x:10.2}|{x:<10}|{x:^+12.1}|");
        println!("{x:010.3}|{x:+}|{x:.2e}|{x:.0e}|{x:*>12.1?}|{:.1$}", x, 4);
    }
    for x in black_box([0.1f32, 16777216.0, 1e-45, f32::MAX, 3.4e-5, 1.0 / 3.0, -7.0e10]) {
        println!("{x}|{x:?}|{x:e}|{x:.5}|{x:.20}|{x:e}");
    }
    println!("{:.30} {:.50}", black_box(0.1f64), black_box(1e-10f64));
}
