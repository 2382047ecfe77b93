//! Attributes that are not rkyv's.

use rkyv::{Archive, Serialize};

#[derive(Archive)]
#[archive(compares(PartialEq))]
struct Unknown {
    a: u8,
}

#[derive(Archive, Serialize)]
#[archive(as = "u8", name = "Other")]
struct As(u8);

#[derive(Archive)]
union Union {
    a: u8,
}

fn main() {}
