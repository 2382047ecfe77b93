//! `#[derive(Ordinalize)]`: numbers of variants, with a choice of types and names.
//@ dependency: enum-ordinalize = "4"

use enum_ordinalize::Ordinalize;

#[derive(Debug, PartialEq, Eq, Ordinalize)]
enum Small {
    Zero,
    Two = 2,
    Three,
    Negative = -4,
}

#[derive(Debug, Clone, Copy, Ordinalize)]
#[repr(u16)]
#[ordinalize(impl_trait = false)]
#[ordinalize(variant_count(pub const COUNT, doc = "How many."), variants(const ALL))]
#[ordinalize(ordinal(pub const fn number), from_ordinal_unsafe(pub const fn from_number))]
enum Large {
    A = 500,
    B,
}

fn main() {
    println!("{} {:?} {:?}", Small::VARIANT_COUNT, Small::VARIANTS, Small::VALUES);
    println!("{:?} {:?} {}", Small::from_ordinal(3), Small::from_ordinal(9), Small::Negative.ordinal());
    println!("{} {:?} {} {:?}", Large::COUNT, Large::ALL, Large::B.number(), unsafe { Large::from_number(500) });
}
