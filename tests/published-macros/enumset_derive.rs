//! `#[derive(EnumSetType)]`: sets of the variants of an enum.
//@ dependency: enumset = "1"

use enumset::{EnumSet, EnumSetType, enum_set};

#[derive(EnumSetType, Debug)]
enum Letter {
    A,
    B,
    C = 9,
    D = 63,
}

#[derive(EnumSetType, Debug)]
#[enumset(repr = "u16", no_ops)]
enum Small {
    X = 15,
    Y = 2,
}

#[derive(EnumSetType)]
#[enumset(repr = "array")]
enum Large {
    First = 0,
    Last = 300,
}

const SOME: EnumSet<Letter> = enum_set!(Letter::A | Letter::D);

fn main() {
    println!("{SOME:?} {:?} {}", SOME | Letter::B, (!SOME).len());
    println!("{:?} {:x}", SOME - Letter::A, SOME.as_u64());
    println!("{:?} {}", EnumSet::from_iter([Small::X, Small::Y]).as_repr(), EnumSet::<Large>::all().len());
    println!("{}", EnumSet::only(Large::Last).contains(Large::First));
}
