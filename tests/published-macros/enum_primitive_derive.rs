//! `#[derive(Primitive)]`: enums from and to numbers.
//@ dependency: enum-primitive-derive = "0.3"
//@ dependency: num-traits = "0.2"

use enum_primitive_derive::Primitive;
use num_traits::{FromPrimitive, ToPrimitive};

const FOUR: isize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Primitive)]
enum Number {
    Minus = -1,
    One = 1,
    Four = FOUR,
}

fn main() {
    println!("{:?} {:?} {:?}", Number::from_i32(4), Number::from_i64(-1), Number::from_u8(2));
    println!("{:?} {:?} {:?}", Number::One.to_u16(), Number::Minus.to_i8(), Number::try_from(1u32));
}
