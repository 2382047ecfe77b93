//! Conversions between enums and numbers, with a name of num_enum that its derives find out from `Cargo.toml`.

use numbers::{FromPrimitive, IntoPrimitive, TryFromPrimitive, UnsafeFromPrimitive};

#[derive(IntoPrimitive, TryFromPrimitive, UnsafeFromPrimitive, Debug, Clone, Copy)]
#[repr(u8)]
enum Digit {
    Zero,
    Odd = 3,
}

#[derive(FromPrimitive, Debug)]
#[repr(i16)]
enum Temperature {
    Cold = -5,
    #[num_enum(alternatives = [40, 41])]
    Hot = 29,
    #[num_enum(catch_all)]
    Other(i16),
}

fn main() {
    for number in [0, 1, 3] {
        match Digit::try_from(number) {
            Ok(digit) => println!("{digit:?} {}", u8::from(digit)),
            Err(error) => println!("{error}"),
        }
    }
    println!("{:?} {:?} {:?}", Temperature::from(-5), Temperature::from(40), Temperature::from(20));
    println!("{:?}", unsafe { Digit::from_unchecked(3) });
}
