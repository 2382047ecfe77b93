//! Degrees, radians and constants.
use std::f64::consts;
use std::hint::black_box;

fn main() {
    for degrees in black_box([0.0f64, 30.0, 45.0, 90.0, 180.0, 360.0, -57.3]) {
        println!("{:e} {:e}", degrees.to_radians(), (degrees as f32).to_radians());
        println!("{:e} {:e}", degrees.to_degrees(), degrees.to_radians().to_degrees());
    }
    println!("{:x} {:x} {:x}", consts::PI.to_bits(), consts::E.to_bits(), consts::SQRT_2.to_bits());
    println!("{:e} {:e}", consts::LN_10, std::f32::consts::FRAC_1_PI);
    let quadratic = |a: f64, b: f64, c: f64| {
        let root = (b * b - 4.0 * a * c).sqrt();
        [(-b + root) / (2.0 * a), (-b - root) / (2.0 * a)]
    };
    println!("{:?} {:?}", quadratic(black_box(1.0), -3.0, 2.0), quadratic(1.0, black_box(1e8), 1.0));
}
