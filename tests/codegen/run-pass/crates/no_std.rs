//! A library with `#![no_std]` in a program with the standard library.
//@ aux-build: no_std_library.rs
use no_std_library::{Fixed, grouped, shown};
use std::fmt::Write;

fn main() {
    println!("{:?}", grouped(&["a", "bb", "cc", "d", ""]));
    println!("{}", shown([1, 1 << 10, 7].into_iter()));
    let mut fixed = Fixed::new();
    println!("{:?} {:?}", write!(fixed, "{}-{:x}", 12, 255), write!(fixed, "{}", "too long for it"));
    println!("{}", fixed.as_str());
}
