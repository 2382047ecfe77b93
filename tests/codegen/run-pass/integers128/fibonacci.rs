//! Fibonacci numbers, factorials and binomials as far as 128 bits go.
use std::hint::black_box;

fn fibonacci(n: u32) -> Option<u128> {
    let (mut a, mut b) = (0u128, 1u128);
    for _ in 0..n {
        (a, b) = (b, a.checked_add(b)?);
    }
    Some(a)
}

fn binomial(n: u128, k: u128) -> u128 {
    (1..=k).fold(1, |product, i| product * (n - k + i) / i)
}

fn main() {
    for n in (0..200).step_by(9) {
        println!("{n} {:?}", fibonacci(black_box(n)));
    }
    println!("{:?} {:?}", fibonacci(185), fibonacci(186));
    let mut factorial = black_box(1i128);
    for n in 1..=34 {
        factorial = factorial.checked_mul(n).unwrap_or(-1);
        if factorial < 0 {
            println!("{n} overflows");
        }
    }
    println!("{}", binomial(black_box(100), 50));
    println!("{}", binomial(black_box(120), 17));
}
