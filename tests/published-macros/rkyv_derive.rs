//! `#[derive(Archive, Serialize, Deserialize)]` of version 0.8: structs, enums, generics, wrappers and comparisons.
//@ dependency: rkyv = { version = "0.8", default-features = false, features = ["std", "bytecheck", "little_endian", "pointer_width_32"] }

use rkyv::rancor::Error;
use rkyv::{Archive, Deserialize, Serialize};

#[derive(Archive, Serialize, Deserialize, Debug, PartialEq)]
#[rkyv(compare(PartialEq), derive(Debug))]
struct Person {
    name: String,
    ages: Vec<u16>,
    #[rkyv(attr(doc = "Where they are."))]
    place: Option<(i32, i32)>,
    kind: Kind,
}

#[derive(Archive, Serialize, Deserialize, Debug, PartialEq)]
#[rkyv(compare(PartialEq), derive(Debug))]
#[repr(u8)]
enum Kind {
    Unit,
    Tuple(u8, bool),
    Struct { inner: u8 },
}

#[derive(Archive, Serialize, Deserialize)]
#[rkyv(archived = StoredWrapped, resolver = WrappedResolver)]
struct Wrapped<T> {
    #[rkyv(with = rkyv::with::AsBox)]
    inner: T,
    #[rkyv(with = rkyv::with::Skip)]
    skipped: u32,
}

fn main() {
    let person =
        Person { name: "a name longer than inline".into(), ages: vec![1, 2], place: None, kind: Kind::Tuple(7, true) };
    let bytes = rkyv::to_bytes::<Error>(&person).unwrap();
    println!("{:?}", bytes.as_slice());
    let stored = rkyv::access::<ArchivedPerson, Error>(&bytes).unwrap();
    println!("{stored:?} {}", *stored == person);
    println!("{}", rkyv::deserialize::<Person, Error>(stored).unwrap() == person);
    println!("{}", rkyv::access::<ArchivedPerson, Error>(&bytes[..8]).is_err());
    let bytes = rkyv::to_bytes::<Error>(&Wrapped { inner: 5u64, skipped: 6 }).unwrap();
    let wrapped = rkyv::from_bytes::<Wrapped<u64>, Error>(&bytes).unwrap();
    println!("{} {}", wrapped.inner, wrapped.skipped);
    println!("{}", std::mem::size_of::<StoredWrapped<u64>>());
}
