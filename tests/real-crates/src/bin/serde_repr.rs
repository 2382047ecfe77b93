//! serde_repr's derives: enums as their numbers.

use serde_repr::{Deserialize_repr, Serialize_repr};

#[derive(Serialize_repr, Deserialize_repr, Debug, PartialEq, Clone, Copy)]
#[repr(i8)]
enum Level {
    Low = -1,
    Middle,
    High = 0x10,
}

#[derive(Serialize_repr, Deserialize_repr, Debug)]
#[repr(u64)]
enum Loose {
    One = 1,
    #[serde(other)]
    Other = u64::MAX,
}

fn main() {
    println!("{}", serde_json::to_string(&[Level::Low, Level::Middle, Level::High]).unwrap());
    for json in ["[-1,0,16]", "[2]", "[300]", "[\"Low\"]"] {
        println!("{:?}", serde_json::from_str::<Vec<Level>>(json).map_err(|error| error.to_string()));
    }
    println!("{:?}", serde_json::from_str::<[Loose; 2]>("[1,77]"));
    println!("{}", serde_json::to_string(&Loose::Other).unwrap());
}
