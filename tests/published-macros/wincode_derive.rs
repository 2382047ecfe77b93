//! `#[derive(SchemaRead, SchemaWrite)]`: bytes of structs and enums.
//@ dependency: wincode = { version = "0.5", features = ["derive"] }

use wincode::{SchemaRead, SchemaWrite};

#[derive(Debug, PartialEq, SchemaWrite, SchemaRead)]
struct Point {
    x: u16,
    list: Vec<u8>,
    kind: Kind,
}

#[derive(Debug, PartialEq, SchemaWrite, SchemaRead)]
enum Kind {
    A,
    #[wincode(tag = 7)]
    B(u8),
    C {
        flag: bool,
    },
}

fn main() {
    let point = Point { x: 1, list: vec![2, 3], kind: Kind::C { flag: true } };
    let bytes = wincode::serialize(&point).unwrap();
    println!("{bytes:?} {:?}", wincode::deserialize::<Point>(&bytes).unwrap());
    println!("{:?} {}", wincode::serialize(&Kind::B(9)).unwrap(), wincode::serialize(&Kind::A).unwrap().len());
}
