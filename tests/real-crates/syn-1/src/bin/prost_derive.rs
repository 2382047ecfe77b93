//! Protocol messages.

use std::collections::HashMap;

use prost::{Enumeration, Message, Oneof};

#[derive(Clone, PartialEq, Message)]
struct Person {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(int32, optional, tag = "2")]
    age: Option<i32>,
    #[prost(message, repeated, tag = "3")]
    friends: Vec<Person>,
    #[prost(enumeration = "Color", tag = "4")]
    color: i32,
    #[prost(oneof = "Contact", tags = "5, 6")]
    contact: Option<Contact>,
    #[prost(map = "string, uint64", tag = "7")]
    scores: HashMap<String, u64>,
    #[prost(bytes = "vec", tag = "8")]
    raw: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enumeration)]
#[repr(i32)]
enum Color {
    Red = 0,
    Green = 3,
}

#[derive(Clone, PartialEq, Oneof)]
enum Contact {
    #[prost(string, tag = "5")]
    Mail(String),
    #[prost(fixed64, tag = "6")]
    Phone(u64),
}

fn main() {
    let friend = Person { name: "B".into(), contact: Some(Contact::Phone(112)), ..Default::default() };
    let mut person =
        Person { name: "A".into(), age: Some(-4), friends: vec![friend], raw: vec![1, 2], ..Default::default() };
    person.set_color(Color::Green);
    person.scores.insert("x".into(), 7);
    let bytes = person.encode_to_vec();
    println!("{bytes:?}");
    let decoded = Person::decode(&bytes[..]).unwrap();
    println!("{decoded:?} {} {:?}", decoded == person, decoded.color());
    println!("{:?}", Person::decode(&bytes[1..]).unwrap_err().to_string());
}
