//! Enums that num_enum's derives refuse.

use numbers::{Default, FromPrimitive, IntoPrimitive, TryFromPrimitive};

#[derive(IntoPrimitive)]
enum NoRepr {
    A,
}

#[derive(FromPrimitive)]
#[repr(u8)]
enum NotExhaustive {
    A,
    B,
}

#[derive(TryFromPrimitive)]
#[repr(u8)]
enum Twice {
    A = 1,
    #[num_enum(alternatives = [1])]
    B = 2,
}

#[derive(Default)]
#[repr(u8)]
enum NoDefault {
    A,
}

fn main() {}
