//! `#[make_ule]`, `#[make_varule]` and `#[derive(ULE, VarULE)]`: values that are used where they lie in bytes.
//@ dependency: zerovec = { version = "0.11", features = ["derive", "alloc"] }
//@ dependency: zerofrom = { version = "0.1", features = ["derive"] }

use zerovec::ule::{AsULE, EncodeAsVarULE, ULE};
use zerovec::{VarZeroVec, ZeroVec};

#[zerovec::make_ule(PointULE)]
#[derive(Copy, Clone, PartialEq, Eq, Ord, PartialOrd, Debug)]
struct Point {
    x: u16,
    y: u32,
}

#[zerovec::make_ule(ColourULE)]
#[derive(Copy, Clone, PartialEq, Eq, Ord, PartialOrd, Debug)]
#[repr(u8)]
enum Colour {
    Red = 0,
    Green = 1,
    Blue = 2,
}

#[zerovec::make_varule(NamedULE)]
#[derive(Clone, PartialEq, Eq, Ord, PartialOrd, Debug)]
struct Named<'a> {
    number: u32,
    #[zerovec::varule(str)]
    name: std::borrow::Cow<'a, str>,
}

fn main() {
    let points: ZeroVec<Point> = [Point { x: 1, y: 70_000 }, Point { x: 2, y: 3 }].into_iter().collect();
    println!("{:?} {:?}", points.as_bytes(), points.get(0));
    let colours: ZeroVec<Colour> = [Colour::Blue, Colour::Red].into_iter().collect();
    println!("{:?} {:?}", colours.as_bytes(), colours.iter().max());
    println!("{:?}", ColourULE::parse_bytes_to_slice(&[0, 1, 9]).map(<[_]>::len).map_err(|error| error.to_string()));
    println!("{:?}", PointULE::slice_as_bytes(&[Point { x: 258, y: 1 }.to_unaligned()]));
    let named = Named { number: 7, name: "seven".into() };
    println!("{}", EncodeAsVarULE::<NamedULE>::encode_var_ule_len(&named));
    let many = VarZeroVec::<NamedULE>::from(&[named]);
    println!("{:?} {}", many.as_bytes(), many.len());
}
