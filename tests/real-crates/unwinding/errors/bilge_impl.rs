//! What bilge's macros refuse, by panics that they catch.

use bilge::prelude::*;

#[bitsize(word)]
struct NotANumber {
    a: u8,
}

#[bitsize(500)]
struct Large {
    a: u8,
}

#[bitsize(2)]
#[derive(FromBits)]
enum Full {
    A,
    B,
}

#[bitsize(1)]
#[derive(FromBits)]
enum Many {
    A,
    B,
    C,
}

#[bitsize(4)]
#[derive(FromBits)]
enum Fallback {
    A,
    #[fallback]
    B(u8),
}

#[bitsize(8)]
#[derive(Debug)]
struct Derived {
    a: u8,
}

#[bitsize(9)]
struct Short {
    a: u8,
}

#[bitsize(8)]
struct Reference {
    a: &'static u8,
}

fn main() {}
