//! `#[derive(Serialize, Deserialize, Update)]` of serde-lite.
//@ dependency: serde-lite = { version = "0.5", features = ["derive"] }

use serde_lite::{Deserialize, Intermediate, Serialize, Update};

#[derive(Debug, Serialize, Deserialize, Update)]
struct Person {
    #[serde(rename = "called")]
    name: String,
    #[serde(default)]
    age: u8,
    #[serde(flatten)]
    more: More,
    #[serde(skip)]
    skipped: u32,
}

#[derive(Debug, Serialize, Deserialize, Update)]
struct More {
    list: Vec<bool>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "type")]
enum Kind {
    Unit,
    Struct { field: i32 },
}

fn main() {
    let mut person = Person { name: "n".into(), age: 1, more: More { list: vec![true] }, skipped: 4 };
    let value = person.serialize().unwrap();
    println!("{:?}", Person::deserialize(&value).unwrap());
    println!("{}", Person::deserialize(&Intermediate::Map(Default::default())).unwrap_err());
    println!("{:?}", Kind::deserialize(&Kind::Struct { field: 3 }.serialize().unwrap()).unwrap());
    println!("{:?} {person:?}", person.update(&value).is_ok());
    println!("{:?}", Kind::Unit.serialize().is_ok());
}
