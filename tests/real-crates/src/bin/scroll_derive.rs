//! `#[derive(Pread, Pwrite, IOread, IOwrite, SizeWith)]`: structs in bytes.

use scroll::ctx::SizeWith;
use scroll::{BE, Cread, Cwrite, IOread, IOwrite, LE, Pread, Pwrite, SizeWith};

#[derive(Debug, Clone, Copy, Pread, Pwrite, IOread, IOwrite, SizeWith)]
#[repr(C)]
struct Header {
    magic: [u8; 2],
    length: u32,
    offset: i16,
    ratio: f32,
}

#[derive(Debug, Pread, Pwrite, SizeWith)]
struct Pair(u8, u16, Header);

#[derive(Debug, Pread, Pwrite)]
struct Custom {
    #[scroll(ctx = BE)]
    big: u16,
    little: u16,
}

fn main() {
    let header = Header { magic: [7, 8], length: 0x01020304, offset: -2, ratio: 1.5 };
    let mut bytes = [0u8; 24];
    println!("{:?} {bytes:?}", bytes.pwrite_with(header, 1, BE).map_err(|e| e.to_string()));
    println!("{:?}", bytes.pread_with::<Header>(1, BE).map_err(|e| e.to_string()));
    println!("{:?}", bytes.pread_with::<Header>(13, LE).map_err(|e| e.to_string()));
    println!("{}", Header::size_with(&LE));
    bytes.cwrite_with(header, 0, LE);
    println!("{bytes:?} {:?}", bytes.cread_with::<Header>(0, LE));
    println!("{:?}", bytes.pread_with::<Pair>(0, BE).map_err(|e| e.to_string()));
    println!("{:?}", [1u8, 2, 3, 4].pread_with::<Custom>(0, LE).map_err(|e| e.to_string()));
}
