//! A duration that is less than zero.
//@ run-status: abort
use std::time::Duration;

fn main() {
    let (a, b) = std::hint::black_box((Duration::from_secs(5), Duration::from_millis(5001)));
    println!("{:?} {:?}", b - a, a.checked_sub(b));
    println!("{:?}", a - b);
}
