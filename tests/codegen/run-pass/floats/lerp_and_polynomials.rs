//! Polynomials, interpolation and Newton's method.
use std::hint::black_box;

fn horner(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

fn newton(f: impl Fn(f64) -> f64, derived: impl Fn(f64) -> f64, start: f64) -> (f64, u32) {
    let (mut x, mut steps) = (start, 0);
    loop {
        let next = x - f(x) / derived(x);
        steps += 1;
        if next == x || steps == 100 {
            return (x, steps);
        }
        x = next;
    }
}

fn simpson(f: fn(f64) -> f64, from: f64, to: f64, parts: u32) -> f64 {
    let step = (to - from) / f64::from(parts);
    let weight = |i| if i == 0 || i == parts { 1.0 } else if i % 2 == 1 { 4.0 } else { 2.0 };
    (0..=parts).map(|i| weight(i) * f(from + step * f64::from(i))).sum::<f64>() * step / 3.0
}

fn main() {
    for x in black_box([-2.0, 0.0, 0.5, 3.0, 1e5]) {
        println!("{:?} {:?}", horner(&[1.0, -2.0, 0.5, 3.0], x), horner(&[], x));
    }
    println!("{:?}", newton(|x| x * x - 2.0, |x| 2.0 * x, black_box(1.0)));
    println!("{:?}", newton(|x| x * x * x - 27.0, |x| 3.0 * x * x, black_box(10.0)));
    println!("{:?}", simpson(|x| x * x, black_box(0.0), 3.0, 100));
    println!("{:?}", simpson(|x| 1.0 / (1.0 + x * x), black_box(0.0), 1.0, 64) * 4.0);
}
