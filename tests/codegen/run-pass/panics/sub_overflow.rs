//! Subtraction below zero, with checks.
//@ run-status: abort
//@ compile-flags: -Coverflow-checks=on
fn main() {
    let lengths: [usize; 3] = std::hint::black_box([5, 3, 4]);
    println!("{}", lengths[0] - lengths[1]);
    println!("{}", lengths[1] - lengths[2]);
}
