//! zerocopy's derives: bytes as structs and back, with layouts checked at compile time.

use zerocopy::byteorder::{BE, U16, U32};
use zerocopy::{
    ByteEq, FromBytes, FromZeros, Immutable, IntoBytes, KnownLayout, Ref, SplitAt, TryFromBytes, Unaligned,
};

#[derive(FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned, Debug, Clone, ByteEq)]
#[repr(C)]
struct Header {
    kind: u8,
    flags: [u8; 3],
    length: U32<BE>,
}

#[derive(FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned, Debug, SplitAt)]
#[repr(C)]
struct Packet {
    header: Header,
    body: [U16<BE>],
}

#[derive(TryFromBytes, IntoBytes, KnownLayout, Immutable, Debug, PartialEq, Clone, Copy)]
#[repr(u8)]
enum Kind {
    Zero,
    Two = 2,
    Max = 255,
}

#[derive(TryFromBytes, KnownLayout, Immutable, Debug)]
#[repr(u8)]
#[allow(dead_code)]
enum Message<T> {
    Ping,
    Say { kind: Kind, value: T, yes: bool } = 7,
}

#[derive(FromZeros, Debug)]
#[repr(C, packed(2))]
struct Zeros<T>(u8, T, bool);

fn main() {
    let bytes: Vec<u8> = (1..=13).collect();
    println!("{:?}", Header::read_from_bytes(&bytes[..8]));
    println!("{:?}", Header::read_from_prefix(&bytes).map(|(header, rest)| (header.as_bytes().len(), rest)));
    println!("{:?}", Packet::ref_from_bytes(&bytes[..12]));
    println!("{}", Packet::ref_from_bytes(&bytes).is_err());
    let (packet, _) = Packet::ref_from_prefix_with_elems(&bytes, 1).unwrap();
    println!("{:?} {}", &packet.body, packet.header == packet.header.clone());
    for byte in [0, 1, 2, 255] {
        println!("{:?}", Kind::try_read_from_bytes(&[byte]).is_ok());
    }
    for bytes in [[0, 1, 2, 3], [7, 2, 9, 1], [7, 1, 9, 1], [7, 2, 9, 2], [1, 0, 0, 0]] {
        println!("{:?}", Message::<u8>::try_ref_from_bytes(&bytes).ok());
    }
    println!("{:?} {}", Zeros::<u8>::new_zeroed().2, size_of::<Zeros<u32>>());
    let header = Ref::<_, Header>::from_bytes(&bytes[..8]).unwrap();
    println!("{} {:?}", header.length, Kind::Two.as_bytes());
}
