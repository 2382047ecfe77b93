//! `bitfield!` in its form with attributes: bits of a number as fields.
//@ dependency: bitfield = "0.19"

use bitfield::{Bit, BitMut, BitRange, bitfield};
use bitfield::{BitMut as _, BitRange as _};

bitfield! {
    pub struct Address(u32);
    impl Debug;
    u8;
    pub version, set_version: 3, 0;
    u16, length, _: 19, 4;
    pub flag, set_flag: 31;
    u8, from into u16, pieces, set_pieces: 21, 20, 3;
}

#[derive(Clone, Copy, Bit, BitMut, BitRange)]
struct Wrapped(u64);

fn main() {
    let mut address = Address(0x8000_1234);
    address.set_version(9);
    println!("{address:?} {} {} {}", address.version(), address.length(), address.flag());
    let mut wrapped = Wrapped(5);
    wrapped.set_bit(1, true);
    println!("{} {}", wrapped.bit(0), <Wrapped as bitfield::BitRange<u8>>::bit_range(&wrapped, 3, 0));
}
