//! `#[binread]`, `#[binwrite]`, `#[derive(BinRead, BinWrite)]` and `#[parser]`: bytes from and to structs and enums.
//@ dependency: binrw = { version = "0.15", default-features = false, features = ["std"] }

use std::io::Cursor;

use binrw::{BinRead, BinReaderExt, BinWrite, NullString, binread, binrw};

#[binrw]
#[brw(big, magic = b"DOG", assert(name.len() != 0))]
#[derive(Debug)]
struct Dog {
    #[bw(try_calc(u8::try_from(piles.len())))]
    size: u8,
    #[br(count = size)]
    piles: Vec<u16>,
    #[br(align_before = 0xA)]
    name: NullString,
}

#[binread]
#[derive(Debug)]
#[br(import { scale: u32 = 2 }, little)]
struct Scaled {
    #[br(temp)]
    length: u8,
    #[br(map = |value: u8| value as u32 * scale, if(length > 0))]
    value: u32,
    #[br(parse_with = three)]
    rest: [u8; 3],
    #[br(try, restore_position)]
    more: Option<u64>,
}

#[binrw::parser(reader, endian)]
fn three() -> binrw::BinResult<[u8; 3]> {
    <[u8; 3]>::read_options(reader, endian, ())
}

#[derive(Debug, BinRead, BinWrite)]
#[brw(little)]
enum Kind {
    #[brw(magic = 1u8)]
    One(u16),
    #[brw(magic = 2u8)]
    Two { a: i8 },
}

#[derive(Debug, BinRead, BinWrite, PartialEq)]
#[brw(repr = u8)]
enum Number {
    A = 1,
    B = 9,
}

fn main() {
    let mut data = Cursor::new(b"DOG\x02\x00\x01\x00\x12\0\0Rudy\0");
    let dog: Dog = data.read_ne().unwrap();
    println!("{dog:?}");
    let mut bytes = Cursor::new(Vec::new());
    println!("{:?} {:?}", dog.write(&mut bytes).is_ok(), bytes.into_inner());
    println!(
        "{:?}",
        Scaled::read_args(&mut Cursor::new(b"\x01\x05abc"), binrw::args! { scale: 3 }).map_err(|e| e.to_string())
    );
    for bytes in [&b"\x01\x02\x03"[..], b"\x02\xff", b"\x03", b"\x02"] {
        println!("{:?}", Kind::read(&mut Cursor::new(bytes)).map_err(|error| error.to_string()));
    }
    println!("{:?}", Number::read_le(&mut Cursor::new(b"\x09")).map_err(|error| error.to_string()));
}
