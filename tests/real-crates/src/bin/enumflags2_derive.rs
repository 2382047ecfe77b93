//! `#[bitflags]`: an enum whose variants are bits.

use enumflags2::{BitFlags, bitflags, make_bitflags};

#[bitflags(default = Read | Write)]
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Right {
    Read = 1,
    Write = 1 << 1,
    Run = 0b1000,
}

#[bitflags]
#[repr(u64)]
#[derive(Clone, Copy, Debug, PartialEq)]
enum Auto {
    First,
    Second,
    Last = 1 << 63,
}

fn main() {
    let rights = Right::Read | Right::Run;
    println!("{rights:?} {:?} {:?}", !rights, BitFlags::<Right>::default());
    println!("{:?}", make_bitflags!(Right::{Write | Run}).iter().collect::<Vec<_>>());
    println!("{:?}", BitFlags::<Right>::from_bits(0b101).map_err(|error| error.to_string()));
    println!("{:?}", BitFlags::<Right>::from_bits_truncate(0xff));
    println!("{:?} {:#x}", BitFlags::<Auto>::all(), (Auto::Second | Auto::Last).bits());
}
