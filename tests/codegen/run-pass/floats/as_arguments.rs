//! Floats between integers as parameters, in tuples, structures and results.
use std::hint::black_box;

#[derive(Clone, Copy, Debug)]
struct Mixed {
    a: f32,
    b: u8,
    c: f64,
    d: i16,
}

#[inline(never)]
fn many(a: f32, b: i8, c: f64, d: u64, e: f32, f: bool, g: f64, h: i32) -> f64 {
    let sum = f64::from(a) + f64::from(b) + c + d as f64 + f64::from(e) + g + f64::from(h);
    if f { sum } else { -sum }
}

#[inline(never)]
fn pair(a: f32, b: f64) -> (f64, f32) {
    (b * 2.0, a / 2.0)
}

#[inline(never)]
fn mixed(m: Mixed, n: &Mixed) -> Mixed {
    Mixed { a: m.a + n.a, b: m.b ^ n.b, c: m.c * n.c, d: m.d - n.d }
}

#[inline(never)]
fn option(x: f64) -> Option<f64> {
    (x >= 0.0).then(|| x.sqrt())
}

fn main() {
    println!("{:?}", many(1.5, -2, 3.25, 1 << 40, -0.5, true, 1e-3, -9));
    println!("{:?}", many(1.5, -2, 3.25, 1 << 40, -0.5, black_box(false), 1e-3, -9));
    println!("{:?}", pair(black_box(3.0), black_box(5.0)));
    let m = black_box(Mixed { a: 1.5, b: 0xF0, c: -2.0, d: 300 });
    println!("{:?}", mixed(m, &Mixed { a: 0.25, b: 0x3C, c: 8.0, d: -1 }));
    println!("{:?} {:?}", option(black_box(2.0)), option(black_box(-2.0)));
    let function: fn(f32, f64) -> (f64, f32) = black_box(pair);
    println!("{:?}", [1.0f32, 2.0].map(|x| function(x, f64::from(x))));
}
