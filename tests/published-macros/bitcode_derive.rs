//! `#[derive(Encode, Decode)]` of bitcode.
//@ dependency: bitcode = { version = "0.6", default-features = false, features = ["std", "derive"] }

use bitcode::{Decode, Encode};

#[derive(Debug, PartialEq, Encode, Decode)]
struct Person<T> {
    name: String,
    ages: Vec<T>,
    kind: Kind,
}

#[derive(Debug, PartialEq, Encode, Decode)]
enum Kind {
    Unit,
    Tuple(u8, Option<bool>),
    Struct { inner: [u16; 2] },
}

fn main() {
    let people = vec![
        Person { name: "a".into(), ages: vec![1u32, 2], kind: Kind::Tuple(3, Some(true)) },
        Person { name: "b".into(), ages: vec![], kind: Kind::Struct { inner: [4, 5] } },
        Person { name: "".into(), ages: vec![9], kind: Kind::Unit },
    ];
    let bytes = bitcode::encode(&people);
    println!("{bytes:?}");
    println!("{}", bitcode::decode::<Vec<Person<u32>>>(&bytes).unwrap() == people);
    println!("{}", bitcode::decode::<Person<u8>>(&[1, 2]).is_err());
}
