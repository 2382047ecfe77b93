//! `#[bitfield]`: fields of some bits each, read, set and printed.

use bitfield_struct::bitfield;

/// A register.
#[bitfield(u32, order = Msb)]
#[derive(PartialEq)]
struct Register {
    /// Whether it is on.
    on: bool,
    #[bits(7, default = 5)]
    level: u8,
    #[bits(4)]
    mode: Mode,
    #[bits(12, access = RO)]
    count: i16,
    #[bits(8)]
    __: u8,
}

#[repr(u8)]
#[derive(Debug, PartialEq)]
enum Mode {
    Idle = 0,
    Run = 1,
    Halt = 9,
}

impl Mode {
    const fn from_bits(bits: u8) -> Self {
        match bits {
            1 => Mode::Run,
            9 => Mode::Halt,
            _ => Mode::Idle,
        }
    }
    const fn into_bits(self) -> u8 {
        self as u8
    }
}

#[bitfield(u16, debug = false, default = false)]
struct Halves {
    #[bits(8)]
    low: u8,
    #[bits(8)]
    high: u8,
}

fn main() {
    let mut register = Register::new().with_on(true).with_mode(Mode::Halt);
    println!("{register:?} {:#010x}", u32::from(register));
    register.set_level(127);
    println!("{register:?} {:?}", register.with_level_checked(128));
    println!("{:?}", Register::from_bits(0x8f1f_ff00));
    println!("{} {}", Register::LEVEL_BITS, Register::LEVEL_OFFSET);
    let halves = Halves::from(0xabcd).with_low(0x12);
    println!("{:x} {:x} {:x}", halves.low(), halves.high(), halves.into_bits());
}
