//! Closures in boxes, in vectors, returned from functions, and composed.
use std::hint::black_box;

fn adder(n: i32) -> impl Fn(i32) -> i32 + Clone {
    move |x| x + n
}

fn pick(which: u8, factor: f64) -> Box<dyn Fn(f64) -> f64> {
    match which {
        0 => Box::new(|x| x),
        1 => Box::new(move |x| x * factor),
        2 => {
            let table = vec![1.0, 10.0, 100.0];
            Box::new(move |x| table[x as usize % 3] + factor)
        }
        _ => Box::new(f64::abs),
    }
}

fn compose<A, B, C>(f: impl Fn(A) -> B, g: impl Fn(B) -> C) -> impl Fn(A) -> C {
    move |x| g(f(x))
}

fn repeat(n: u32, f: Box<dyn Fn(u64) -> u64>) -> Box<dyn Fn(u64) -> u64> {
    if n == 0 { Box::new(|x| x) } else { Box::new(move |x| (0..n).fold(x, |x, _| f(x))) }
}

fn counter() -> impl FnMut() -> u32 {
    let mut n = 0;
    move || {
        n += 1;
        n * n
    }
}

fn main() {
    let add = adder(black_box(5));
    let twice = compose(add.clone(), add);
    println!("{} {}", twice(1), compose(twice, |n| format!("<{n}>"))(10));
    println!("{:?}", (0..4).map(|i| pick(black_box(i), 2.5)(-2.0)).collect::<Vec<_>>());
    println!("{}", repeat(10, repeat(3, Box::new(|x| x.wrapping_mul(3) + 1)))(black_box(1)));
    let (mut a, mut b) = (counter(), counter());
    println!("{} {} {} {}", a(), a(), b(), a());
    let mut all: Vec<Box<dyn FnMut(i32) -> i32>> = Vec::new();
    for i in 1..4 {
        let mut sum = i;
        all.push(Box::new(move |x| {
            sum += x * i;
            sum
        }));
    }
    for x in [1, 10, 100] {
        println!("{:?}", all.iter_mut().map(|f| f(x)).collect::<Vec<_>>());
    }
}
