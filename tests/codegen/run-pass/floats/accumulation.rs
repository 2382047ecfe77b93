//! The order of operations is kept: sums of floats that differ if they are done in another order.
use std::hint::black_box;

fn kahan(values: &[f32]) -> f32 {
    let (mut sum, mut lost) = (0.0f32, 0.0f32);
    for &value in values {
        let corrected = value - lost;
        let next = sum + corrected;
        lost = (next - sum) - corrected;
        sum = next;
    }
    sum
}

fn main() {
    let values: Vec<f32> = (1..=2000).map(|i| 1.0 / black_box(i) as f32).collect();
    let forwards: f32 = values.iter().sum();
    let backwards: f32 = values.iter().rev().sum();
    println!("{forwards:?} {backwards:?} {:?}", kahan(&values));
    let product = values.iter().map(|&x| f64::from(x) + 1.0).product::<f64>();
    println!("{product:?}");
    let (a, b, c) = black_box((1e16f64, -1e16, 1.0));
    println!("{:?} {:?} {:?}", (a + b) + c, a + (b + c), (a + c) + b);
    let mut x = black_box(0.5f64);
    for _ in 0..100 {
        x = 3.7 * x * (1.0 - x);
    }
    println!("{x:?}");
    let mut tenths = 0.0f32;
    for _ in 0..100 {
        tenths += black_box(0.1);
    }
    println!("{tenths:?} {:?}", tenths as f64);
}
