//! `#[derive(Encode, Decode, CborLen)]`: CBOR with numbers for fields.
//@ dependency: minicbor = { version = "0.25", features = ["std", "derive"] }

use minicbor::{CborLen, Decode, Encode};

#[derive(Debug, PartialEq, Encode, Decode, CborLen)]
struct Person<'a> {
    #[n(0)]
    name: &'a str,
    #[cbor(n(2), with = "minicbor::bytes")]
    bytes: Vec<u8>,
    #[n(5)]
    friend: Option<Box<Person<'a>>>,
    #[b(7)]
    kind: Kind<'a>,
}

#[derive(Debug, PartialEq, Encode, Decode, CborLen)]
#[cbor(map)]
enum Kind<'a> {
    #[n(0)]
    Unit,
    #[n(1)]
    #[cbor(array)]
    Tuple(#[n(0)] u8, #[b(1)] &'a str),
}

#[derive(Debug, PartialEq, Encode, Decode, CborLen)]
#[cbor(index_only)]
enum Index {
    #[n(3)]
    Three,
    #[n(4)]
    Four,
}

#[derive(Debug, PartialEq, Encode, Decode, CborLen)]
#[cbor(transparent)]
struct Wrapped(#[n(0)] u64);

fn main() {
    let friend = Person { name: "f", bytes: vec![], friend: None, kind: Kind::Unit };
    let person = Person { name: "n", bytes: vec![1, 2], friend: Some(Box::new(friend)), kind: Kind::Tuple(3, "t") };
    let bytes = minicbor::to_vec(&person).unwrap();
    println!("{bytes:?} {} {}", minicbor::len(&person), minicbor::decode::<Person>(&bytes).unwrap() == person);
    println!("{:?} {:?}", minicbor::to_vec(Index::Four).unwrap(), minicbor::decode::<Index>(&[5]).is_err());
    println!("{:?}", minicbor::to_vec(Wrapped(1000)).unwrap());
}
