//! `#[derive(BorshSerialize, BorshDeserialize)]`, which find out from `Cargo.toml` what borsh is called.

use borsh::{BorshDeserialize, BorshSerialize};

#[derive(BorshSerialize, BorshDeserialize, Debug, PartialEq)]
struct Account<T> {
    id: u64,
    #[borsh(skip)]
    cache: Option<u8>,
    tags: Vec<T>,
    kind: Kind,
}

#[derive(BorshSerialize, BorshDeserialize, Debug, PartialEq)]
#[borsh(use_discriminant = true)]
enum Kind {
    Small = 3,
    Large = 7,
}

#[derive(BorshSerialize, BorshDeserialize, Debug)]
#[borsh(init = finish)]
enum Shape {
    Point,
    Circle(u8),
    Rectangle { width: u16, height: u16 },
}

impl Shape {
    fn finish(&mut self) {
        if let Shape::Circle(0) = self {
            *self = Shape::Point;
        }
    }
}

fn main() {
    let account = Account { id: 5, cache: Some(1), tags: vec!["a".to_string(), "b".into()], kind: Kind::Large };
    let bytes = borsh::to_vec(&account).unwrap();
    println!("{bytes:?} {:?}", borsh::from_slice::<Account<String>>(&bytes).unwrap());
    for shape in [Shape::Circle(0), Shape::Circle(2), Shape::Rectangle { width: 1, height: 300 }] {
        let bytes = borsh::to_vec(&shape).unwrap();
        println!("{bytes:?} {:?}", borsh::from_slice::<Shape>(&bytes).unwrap());
    }
    println!("{}", borsh::from_slice::<Kind>(&[9]).unwrap_err());
    println!("{:?}", Kind::Small);
}
