//! num_enum's derives: enums from and into numbers, with defaults, catch-alls and alternatives.

use num_enum::{FromPrimitive, IntoPrimitive, TryFromPrimitive, UnsafeFromPrimitive};

#[derive(Debug, TryFromPrimitive, IntoPrimitive, UnsafeFromPrimitive, Clone, Copy)]
#[repr(u8)]
enum Level {
    Low,
    #[num_enum(alternatives = [3, 5, 7])]
    Middle = 2,
    High = 9,
}

#[derive(Debug, FromPrimitive, IntoPrimitive, PartialEq)]
#[repr(i16)]
enum Kind {
    Known = -4,
    #[num_enum(catch_all)]
    Other(i16),
}

#[derive(Debug, num_enum::Default, TryFromPrimitive)]
#[num_enum(error_type(name = Trouble, constructor = Trouble::new))]
#[repr(u32)]
enum Strict {
    #[num_enum(default)]
    One = 1,
}

#[derive(Debug)]
struct Trouble(u32);

impl Trouble {
    fn new(number: u32) -> Self {
        Trouble(number)
    }
}

fn main() {
    for number in 0..10 {
        println!("{:?}", Level::try_from(number).map_err(|error| error.to_string()));
    }
    println!("{} {:?}", u8::from(Level::High), unsafe { Level::unchecked_transmute_from(2) });
    println!("{:?} {:?} {}", Kind::from(-4), Kind::from(8), i16::from(Kind::Other(3)));
    println!("{:?} {:?}", Strict::default(), Strict::try_from(4));
}
