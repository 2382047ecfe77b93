//! `#[derive(CanonicalSerialize, CanonicalDeserialize)]`: bytes of structs and enums.
//@ dependency: ark-serialize = { version = "0.5", features = ["derive"] }

use ark_serialize::{CanonicalDeserialize, CanonicalSerialize};

#[derive(Debug, PartialEq, CanonicalSerialize, CanonicalDeserialize)]
struct Point<T: CanonicalSerialize + CanonicalDeserialize> {
    x: T,
    inner: (u8, (u16, Vec<bool>)),
    name: String,
}

#[derive(Debug, PartialEq, CanonicalSerialize, CanonicalDeserialize)]
struct Tuple(u32, Option<u64>);

fn main() {
    let point = Point { x: 7u32, inner: (1, (2, vec![true])), name: "n".into() };
    let mut bytes = Vec::new();
    point.serialize_compressed(&mut bytes).unwrap();
    println!("{bytes:?} {}", point.uncompressed_size());
    println!("{}", Point::<u32>::deserialize_compressed(&bytes[..]).unwrap() == point);
    println!("{:?}", Tuple::deserialize_uncompressed(&[1u8, 0, 0, 0, 0][..]).unwrap());
    println!("{}", Tuple::deserialize_compressed(&[1u8][..]).is_err());
}
