//! A union, and an enum without a representation.

use bytecheck::CheckBytes;

#[derive(CheckBytes)]
enum Unknown {
    A,
}

#[derive(CheckBytes)]
#[repr(C)]
union Either {
    a: u8,
    b: bool,
}

fn main() {}
