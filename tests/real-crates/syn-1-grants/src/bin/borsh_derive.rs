//! `#[derive(BorshSerialize, BorshDeserialize)]`, which find out from `Cargo.toml` what borsh is called.

use borsh::{BorshDeserialize, BorshSerialize};

#[derive(BorshSerialize, BorshDeserialize, Debug, PartialEq)]
struct Account<T> {
    id: u64,
    #[borsh_skip]
    cache: Option<u8>,
    tags: Vec<T>,
}

#[derive(BorshSerialize, BorshDeserialize, Debug)]
#[borsh_init(finish)]
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
    let account = Account { id: 5, cache: Some(1), tags: vec!["a".to_string(), "b".into()] };
    let bytes = account.try_to_vec().unwrap();
    println!("{bytes:?} {:?}", Account::<String>::try_from_slice(&bytes).unwrap());
    for shape in [Shape::Circle(0), Shape::Circle(2), Shape::Rectangle { width: 1, height: 300 }] {
        let bytes = shape.try_to_vec().unwrap();
        println!("{bytes:?} {:?}", Shape::try_from_slice(&bytes).unwrap());
    }
    println!("{}", Shape::try_from_slice(&[9]).unwrap_err());
}
