//! `min`, `max`, `clamp`, `minimum` and `maximum`, with NaN and both zeros.
#![feature(float_minimum_maximum)]
use std::hint::black_box;

fn show(x: f64) -> String {
    if x.is_nan() { "nan".to_owned() } else { format!("{x:?}") }
}

fn main() {
    let values = black_box([1.0f64, -1.0, 0.0, 5.5, f64::INFINITY, f64::NEG_INFINITY, f64::NAN]);
    for a in values {
        for b in values {
            print!("{} {} ", show(a.min(b)), show(a.max(b)));
            print!("{} {} ", show(a.minimum(b)), show(a.maximum(b)));
            let (c, d) = (a as f32, b as f32);
            print!("{} {} ", show(c.min(d).into()), show(c.maximum(d).into()));
        }
        println!("{}", show(a.clamp(-0.5, 2.0)));
    }
    println!("{} {}", show(black_box(-0.0f64).minimum(0.0)), show(black_box(0.0f64).minimum(-0.0)));
    println!("{} {}", show(black_box(-0.0f64).maximum(0.0)), show(black_box(0.0f64).maximum(-0.0)));
}
