//! prost's derives: messages, oneofs and enumerations of protocol buffers.

use std::collections::BTreeMap;

use prost::{Enumeration, Message, Oneof};

#[derive(Clone, PartialEq, Message)]
struct Person {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(int32, optional, tag = "3")]
    age: Option<i32>,
    #[prost(enumeration = "Kind", repeated, tag = "4")]
    kinds: Vec<i32>,
    #[prost(message, optional, boxed, tag = "5")]
    friend: Option<Box<Person>>,
    #[prost(btree_map = "string, sint64", tag = "6")]
    scores: BTreeMap<String, i64>,
    #[prost(oneof = "Contact", tags = "7, 8")]
    contact: Option<Contact>,
    #[prost(bytes = "vec", tag = "16")]
    data: Vec<u8>,
    #[prost(uint32, repeated, packed = "false", tag = "17")]
    loose: Vec<u32>,
}

#[derive(Clone, PartialEq, Oneof)]
enum Contact {
    #[prost(string, tag = "7")]
    Mail(String),
    #[prost(fixed64, tag = "8")]
    Phone(u64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enumeration)]
#[repr(i32)]
enum Kind {
    Unknown = 0,
    Crab = 1,
    Lobster = 5,
}

fn main() {
    let friend = Person { name: "Corro".into(), kinds: vec![9], ..Person::default() };
    let person = Person {
        name: "Ferris".into(),
        age: Some(-9),
        kinds: vec![Kind::Lobster.into(), Kind::Crab as i32],
        friend: Some(Box::new(friend)),
        scores: BTreeMap::from([("a".into(), -1), ("b".into(), 300)]),
        contact: Some(Contact::Phone(110)),
        data: vec![0, 255],
        loose: vec![1, 2],
    };
    let bytes = person.encode_to_vec();
    println!("{bytes:?} {}", person.encoded_len());
    let back = Person::decode(&bytes[..]).unwrap();
    println!("{back:?} {}", back == person);
    println!("{:?} {:?}", back.kinds().collect::<Vec<_>>(), back.friend.unwrap().kinds().next());
    println!("{}", Person::decode(&bytes[..20]).unwrap_err());
    println!("{}", Person::decode(&[10, 1, 255][..]).unwrap_err());
    println!("{:?} {:?} {}", Kind::try_from(5), Kind::try_from(6).is_err(), Kind::is_valid(0));
}
