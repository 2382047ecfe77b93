//! Powers of floats, with exponents that are integers and floats.
use std::hint::black_box;

fn main() {
    for x in black_box([0.0f64, -0.0, 1.0, 2.0, -2.0, 0.5, 10.0, 1.0000001, f64::INFINITY, f64::NEG_INFINITY]) {
        for n in black_box([0, 1, 2, -1, -2, 3, 10, -3, 63]) {
            print!("{:e} {:e} ", x.powi(n), (x as f32).powi(n));
        }
        for y in black_box([0.0, 0.5, -0.5, 1.0, 2.0, -3.0, f64::INFINITY, f64::NEG_INFINITY]) {
            let power = x.powf(y);
            print!("{} ", if power.is_nan() { "nan".to_owned() } else { format!("{power:e}") });
        }
        println!();
    }
    println!("{:e} {:e}", black_box(9.0f64).powf(0.5), black_box(1.5f32).powf(2.5));
    println!("{:e}", black_box(2.0f64).powf(1023.0) * black_box(2.0));
}
