//! Arithmetic with subnormal numbers is not flushed to zero.
use std::hint::black_box;

fn main() {
    let mut x = black_box(f64::MIN_POSITIVE);
    let mut steps = 0;
    while x > 0.0 {
        x /= 2.0;
        steps += 1;
        if steps % 10 == 1 {
            println!("{steps} {x:e} {:x} {}", x.to_bits(), x.is_subnormal());
        }
    }
    println!("{steps}");
    let mut y = black_box(f32::from_bits(1));
    for _ in 0..30 {
        y = y + y * 0.5;
        print!("{:x} ", y.to_bits());
    }
    println!();
    let tiny = black_box(f32::from_bits(3));
    println!("{:e} {:e} {:e} {:e}", tiny * 0.5, tiny - f32::from_bits(2), tiny / 2.0, tiny * 1e38);
    println!("{:e} {:e}", tiny.sqrt(), f64::from(tiny));
    println!("{:e} {:e}", black_box(1e-200f64) * 1e-120, black_box(1e-300f64) * 1e-300);
}
