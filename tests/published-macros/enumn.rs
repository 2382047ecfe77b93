//! `#[derive(N)]`: enums from numbers.
//@ dependency: enumn = "0.1"

use enumn::N;

#[derive(Debug, N)]
enum Status {
    Fine = 200,
    Moved = 300 + 1,
    Next,
}

#[derive(Debug, N)]
#[repr(u8)]
enum Byte {
    A,
    B = 0xff,
}

fn main() {
    println!("{:?} {:?} {:?} {:?}", Status::n(200), Status::n(301), Status::n(302u16), Status::n(-1));
    println!("{:?} {:?} {:?}", Byte::n(0), Byte::n(255), Byte::n(7));
}
