//! `#[derive(Primitive)]`: enums from and to numbers.
//@ dependency: enum-primitive-derive = "0.3"
//@ dependency: num-traits = "0.2"

use enum_primitive_derive::Primitive;
use num_traits::{FromPrimitive, ToPrimitive};

#[derive(Debug, Clone, Copy, PartialEq, Primitive)]
enum Number {
    Zero = 0,
    One = 1,
    Four = 4,
}

fn main() {
    println!("{:?} {:?} {:?}", Number::from_i32(4), Number::from_i64(-1), Number::from_u8(2));
    println!("{:?} {:?} {:?}", Number::One.to_u16(), Number::Zero.to_i8(), Number::try_from(1u32));
}
