//! `#[derive(DerSequence, BerSequence, ToDerSequence ...)]`: ASN.1.
//@ dependency: asn1-rs = { version = "0.7", default-features = false, features = ["std"] }
//@ feature: default = ["std"]
//@ feature: std = []

use asn1_rs::{BerSequence, DerSequence, DerSet, FromBer, FromDer, Oid, Tagged, ToDer, ToDerSequence, oid};

#[derive(Debug, PartialEq, BerSequence)]
struct Point<'a> {
    x: u32,
    #[tag_explicit(0)]
    y: u16,
    #[optional]
    name: Option<&'a str>,
    #[default(false)]
    flag: bool,
}

#[derive(Debug, PartialEq, DerSequence, ToDerSequence)]
struct Pair {
    a: u32,
    b: bool,
}

#[derive(Debug, PartialEq, DerSet)]
struct Set {
    a: u8,
}

fn main() {
    let bytes = Pair { a: 300, b: true }.to_der_vec().unwrap();
    println!("{bytes:?} {:?}", Pair::from_der(&bytes).map(|(_, pair)| pair));
    println!("{:?}", Point::from_ber(&[48, 8, 2, 1, 5, 160, 3, 2, 1, 6]).map(|(_, point)| point).is_ok());
    println!("{:?}", Pair::from_der(&bytes[..4]).is_err());
    println!("{:?}", Set::from_der(&[49, 3, 2, 1, 9]).map(|(_, set)| set).is_ok());
    const OBJECT: Oid = oid!(1.2.840.113549);
    println!("{OBJECT} {:?}", oid!(2.5.4.3).as_bytes());
    println!("{:?}", Pair::TAG);
}
