//! num-derive: enums from numbers and to numbers, wrappers with arithmetic.

use num_derive::{FromPrimitive, Num, NumCast, NumOps, One, ToPrimitive, Zero};
use num_traits::{FromPrimitive, Num, One, ToPrimitive, Zero};

#[derive(FromPrimitive, ToPrimitive, Debug, PartialEq)]
enum Color {
    Red = -1,
    Green,
    Blue = 1 << 4,
}

#[derive(
    Clone, Copy, Debug, PartialEq, PartialOrd, FromPrimitive, ToPrimitive, NumOps, NumCast, One, Zero, Num,
)]
struct Meters(f64);

fn main() {
    for number in [-1, 0, 16, 17] {
        println!("{:?}", Color::from_i64(number));
    }
    println!("{:?} {:?} {:?}", Color::Blue.to_u8(), Color::Red.to_u8(), Color::Red.to_f32());
    let length = Meters(2.5) * Meters::one() + Meters::from_u8(4).unwrap() - Meters::zero();
    println!("{length:?} {:?} {:?}", length % Meters(2.0), length.to_i32());
    println!("{:?}", <Meters as num_traits::NumCast>::from(7u8));
    println!("{:?}", Meters::from_str_radix("1.5", 10).is_ok());
}
