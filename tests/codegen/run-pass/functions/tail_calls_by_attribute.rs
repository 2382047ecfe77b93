//! `become` in functions that have the target feature, which the rest of the program does not ask for.
#![feature(explicit_tail_calls)]
#![allow(incomplete_features)]
use std::hint::black_box;

#[target_feature(enable = "tail-call")]
fn down(n: u64, sum: u64) -> u64 {
    if n == 0 {
        return sum;
    }
    become up(n - 1, sum + n)
}

#[target_feature(enable = "tail-call")]
fn up(n: u64, sum: u64) -> u64 {
    if n == 0 {
        return sum;
    }
    become down(n - 1, sum ^ n)
}

fn main() {
    // SAFETY: the runtime has the feature.
    println!("{}", unsafe { down(black_box(300_000), 0) });
}
