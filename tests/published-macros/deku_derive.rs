//! `#[derive(DekuRead, DekuWrite)]`: bits and bytes from and to structs and enums.
//@ dependency: deku = "0.18"
//@ grant: read @package

use deku::prelude::*;

#[derive(Debug, PartialEq, DekuRead, DekuWrite)]
#[deku(endian = "big", magic = b"DK")]
struct Packet {
    #[deku(bits = 4)]
    version: u8,
    #[deku(bits = 4)]
    flags: u8,
    #[deku(update = "self.data.len()")]
    length: u8,
    #[deku(count = "length")]
    data: Vec<u16>,
    #[deku(ctx = "*version")]
    body: Body,
    #[deku(skip, default = "7")]
    skipped: u32,
    #[deku(cond = "*flags == 1")]
    more: Option<u8>,
}

#[derive(Debug, PartialEq, DekuRead, DekuWrite)]
#[deku(ctx = "endian: deku::ctx::Endian, version: u8", id = "version", endian = "endian")]
enum Body {
    #[deku(id = 1)]
    One(u8),
    #[deku(id_pat = "2..=3")]
    Two { a: u16, b: i8 },
    #[deku(id_pat = "_")]
    Other,
}

fn main() {
    let bytes = [b'D', b'K', 0x21, 2, 0, 1, 2, 3, 0, 9, 0xff, 8];
    let (rest, mut packet) = Packet::from_bytes((&bytes, 0)).unwrap();
    println!("{packet:?} {rest:?}");
    packet.data.push(5);
    packet.update().unwrap();
    println!("{:?}", packet.to_bytes());
    println!("{:?}", Packet::from_bytes((&bytes[1..], 0)).map(|_| ()).map_err(|error| error.to_string()));
}
