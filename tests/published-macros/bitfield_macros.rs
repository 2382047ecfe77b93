//! `bitfield!` in its form with attributes: bits of a number as fields.
//@ dependency: bitfield = "0.19"

use bitfield::{Bit, BitMut, BitRange, BitRangeMut, bitfield};

bitfield! {
    pub struct Address(u32);
    impl Debug;
    u8;
    pub version, set_version: 3, 0;
    u16, length, _: 19, 4;
    pub flag, set_flag: 31;
    u8, into u32, pieces, set_pieces: 21, 20, 3;
}

bitfield! {
    struct Wrapped(u64);
    no default BitRange;
    impl Debug;
    impl new;
    u8;
    low, set_low: 3, 0;
    high, set_high: 7, 4;
}

impl<T> BitRange<T> for Wrapped
where
    u64: BitRange<T>,
{
    fn bit_range(&self, msb: usize, lsb: usize) -> T {
        self.0.bit_range(msb, lsb)
    }
}

impl<T> BitRangeMut<T> for Wrapped
where
    u64: BitRangeMut<T>,
{
    fn set_bit_range(&mut self, msb: usize, lsb: usize, value: T) {
        self.0.set_bit_range(msb, lsb, value);
    }
}

fn main() {
    let mut address = Address(0x8000_1234);
    address.set_version(9);
    println!("{address:?} {} {} {}", address.version(), address.length(), address.flag());
    let mut wrapped = Wrapped::new(5, 2);
    wrapped.set_bit(1, true);
    println!("{} {}", wrapped.bit(0), <Wrapped as bitfield::BitRange<u8>>::bit_range(&wrapped, 3, 0));
}
