//! Bytes that are checked before they are taken for a value.

use bytecheck::CheckBytes;

#[derive(CheckBytes, Debug)]
#[repr(C)]
struct Pair {
    small: u8,
    truth: bool,
    letter: Letter,
}

#[derive(CheckBytes, Debug)]
#[repr(u8)]
enum Letter {
    A,
    B = 7,
}

fn check(bytes: [u8; 3]) {
    match unsafe { Pair::check_bytes(bytes.as_ptr().cast::<Pair>(), &mut ()) } {
        Ok(pair) => println!("{pair:?}"),
        Err(error) => println!("{error}"),
    }
}

fn main() {
    check([5, 1, 7]);
    check([5, 2, 7]);
    check([5, 0, 1]);
}
