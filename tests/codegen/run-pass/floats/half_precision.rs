//! `f16`: conversions, arithmetic and limits.
#![feature(f16)]
use std::hint::black_box;

fn main() {
    let values = black_box([0.0f16, -0.0, 1.0, 0.1, 65504.0, 6.1e-5, 5.96e-8, -2.5, 1000.5]);
    for a in values {
        print!("{:x} {:?} {:?} {} {} ", a.to_bits(), a as f32, a as f64, a as i32, a as u8);
        for b in values {
            let (sum, product) = (a + b, a * b);
            print!("{:x} {:x} {}{} ", sum.to_bits(), product.to_bits(), (a < b) as u8, (a == b) as u8);
        }
        println!("{:?} {:x}", -a, (a - 1.0).to_bits());
    }
    for x in black_box([0.0f32, 1e-8, 1e-7, 65519.0, 65520.0, 1.0009765, 1.0004883, 2049.0, 2051.0, -1e10]) {
        println!("{:x} {:x} {:x}", (x as f16).to_bits(), (f64::from(x) as f16).to_bits(), (x as i32 as f16).to_bits());
    }
    println!("{} {}", (black_box(f16::INFINITY) - f16::INFINITY).is_nan(), f16::MAX as f32);
    println!("{:?} {:?}", black_box(2.5f16).max(1.0), black_box(1.0f16) / 3.0);
}
