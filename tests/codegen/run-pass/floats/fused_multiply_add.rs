//! `mul_add` rounds once, where two operations round twice.
use std::hint::black_box;

fn main() {
    let (a, b, c) = black_box((1.0f64 + f64::EPSILON, 1.0 - f64::EPSILON, -1.0));
    println!("{:e} {:e}", a.mul_add(b, c), a * b + c);
    let (a, b, c) = black_box((16777217.0f64 as f32, 3.0f32, -50331648.0f32));
    println!("{:e} {:e}", a.mul_add(b, c), a * b + c);
    for x in black_box([0.1f64, 1e200, 1e-200, 3.0]) {
        for y in [0.1, 7.0, -1e150] {
            print!("{:e} {:e} ", x.mul_add(y, -x * y), x.mul_add(y, 1.0));
        }
        println!();
    }
    println!("{:e}", black_box(1e308f64).mul_add(10.0, f64::NEG_INFINITY));
    println!("{:e}", black_box(4097.0f32).mul_add(4097.0, -16785408.0));
}
