//! `#[bitfield]` and `#[derive(BitfieldSpecifier)]`: structs of any number of bits.
//@ dependency: modular-bitfield = "0.11"

use modular_bitfield::prelude::*;

#[bitfield]
#[derive(Debug, Clone, Copy, PartialEq)]
struct Header {
    version: B4,
    mode: Mode,
    #[skip(setters)]
    flag: bool,
    #[skip]
    __: B1,
    length: B16,
    #[bits = 8]
    nested: Nested,
}

#[derive(Debug, Clone, Copy, PartialEq, BitfieldSpecifier)]
enum Mode {
    Off,
    On,
    Auto = 3,
    Other = 2,
}

#[bitfield]
#[derive(Debug, Clone, Copy, PartialEq, BitfieldSpecifier)]
struct Nested {
    a: B3,
    b: B5,
}

fn main() {
    let mut header = Header::new().with_version(9).with_mode(Mode::Auto).with_length(0x1234);
    header.set_nested(Nested::new().with_a(5).with_b(17));
    println!("{header:?} {:?}", header.into_bytes());
    println!("{:?} {:?}", header.set_version_checked(16).is_err(), Header::from_bytes([0x12, 1, 2, 3]).mode());
    println!("{:?}", header.nested().b());
}
