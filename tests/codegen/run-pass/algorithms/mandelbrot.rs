//! The Mandelbrot set as text, with floats of both widths and with fixed point.
use std::hint::black_box;

fn escape<T>(zero: T, x: T, y: T, step: impl Fn(T, T, T, T) -> Option<(T, T)>) -> u8
where
    T: Copy,
{
    let (mut a, mut b) = (zero, zero);
    for i in 0..60 {
        match step(a, b, x, y) {
            Some(next) => (a, b) = next,
            None => return i,
        }
    }
    60
}

fn double(x: f64, y: f64) -> u8 {
    escape(0.0, x, y, |a, b, x, y| (a * a + b * b <= 4.0).then(|| (a * a - b * b + x, 2.0 * a * b + y)))
}

fn single(x: f32, y: f32) -> u8 {
    escape(0.0, x, y, |a, b, x, y| (a * a + b * b <= 4.0).then(|| (a * a - b * b + x, 2.0 * a * b + y)))
}

fn fixed(x: i64, y: i64) -> u8 {
    let times = |a: i64, b: i64| a * b >> 28;
    escape(0, x, y, |a, b, x, y| (times(a, a) + times(b, b) <= 4 << 28).then(|| (times(a, a) - times(b, b) + x, 2 * times(a, b) + y)))
}

fn main() {
    let mut sums = [0u32; 3];
    for row in 0..black_box(21) {
        let y = f64::from(row - 10) / 8.0;
        let line: String = (0..60).map(|column| {
            let x = f64::from(column - 42) / 20.0;
            let n = [double(x, y), single(x as f32, y as f32), fixed((x * 268435456.0) as i64, (y * 268435456.0) as i64)];
            n.iter().zip(&mut sums).for_each(|(n, sum)| *sum += u32::from(*n));
            char::from(b" .:-=+*#%@"[usize::from(n[0] / 7)])
        }).collect();
        println!("{}", line.trim_end());
    }
    println!("{sums:?}");
}
