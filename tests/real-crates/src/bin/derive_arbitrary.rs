//! `#[derive(Arbitrary)]` on structs, enums and generics: values made of given bytes.

use arbitrary::{Arbitrary, Unstructured};

#[derive(Arbitrary, Debug)]
struct Point<T> {
    x: T,
    y: T,
    #[arbitrary(default)]
    tag: u8,
    #[arbitrary(value = 7)]
    fixed: i16,
}

#[derive(Arbitrary, Debug)]
enum Shape<'a> {
    Empty,
    Circle(u8),
    Polygon { corners: Vec<Point<i8>>, name: &'a str },
    #[arbitrary(skip)]
    #[allow(dead_code)]
    Never(fn()),
}

#[derive(Arbitrary, Debug)]
struct Pair(#[arbitrary(with = small)] u32, Option<bool>);

fn small(u: &mut Unstructured) -> arbitrary::Result<u32> {
    u.int_in_range(0..=9)
}

#[derive(Arbitrary, Debug)]
struct Unit;

fn main() {
    let bytes: Vec<u8> = (0..64u8).map(|byte| byte.wrapping_mul(37)).collect();
    let mut input = Unstructured::new(&bytes);
    for _ in 0..4 {
        println!("{:?}", Shape::arbitrary(&mut input));
    }
    println!("{:?}", Pair::arbitrary(&mut input));
    println!("{:?} {:?}", Unit::arbitrary(&mut input), Point::<u16>::arbitrary_take_rest(input));
    println!("{:?} {:?}", Point::<u16>::size_hint(0), Shape::size_hint(0));
}
