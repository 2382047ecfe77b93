//! `f128`: conversions, arithmetic and comparisons.
#![feature(f128)]
use std::hint::black_box;

fn main() {
    let values = black_box([0.0f128, -0.0, 1.0, 0.1, -3.5, 1e300, 1e-300, 1e4000, 12345678901234567890.0]);
    for a in values {
        print!("{:x} {:?} {:?} {} {} ", a.to_bits(), a as f64, a as f32, a as i64, a as u128);
        for b in values {
            print!("{:x} {:x} {:x} ", (a + b).to_bits(), (a - b).to_bits(), (a * b).to_bits());
            if b != 0.0 {
                print!("{:x} ", (a / b).to_bits());
            }
            print!("{}{}{} ", (a < b) as u8, (a == b) as u8, (a >= b) as u8);
        }
        println!("{:x}", (-a).to_bits());
    }
    for n in black_box([0i128, 1, -1, i128::MAX, i128::MIN, 1 << 113, (1 << 114) + 1]) {
        println!("{:x} {:x}", (n as f128).to_bits(), (n as u128 as f128).to_bits());
    }
    for x in black_box([1.5f64, 1e-310, f64::MAX, f64::INFINITY]) {
        println!("{:x} {}", f128::from(x).to_bits(), f128::from(x) as f64 == x);
    }
    println!("{} {}", (black_box(f128::NAN) + 1.0).is_nan(), black_box(f128::NAN) == f128::NAN);
}
