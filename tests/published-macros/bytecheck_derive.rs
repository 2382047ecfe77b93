//! `#[derive(CheckBytes)]` of version 0.8: structs, enums and bounds.
//@ dependency: bytecheck = "0.8"

use bytecheck::{CheckBytes, check_bytes, rancor};

#[derive(CheckBytes, Debug)]
#[repr(C)]
struct Pair<T> {
    flag: bool,
    value: T,
}

#[derive(CheckBytes, Debug)]
#[bytecheck(verify)]
#[repr(u8)]
enum Choice {
    A,
    B(u8),
    C { letter: u8, flag: bool },
}

unsafe impl<C: rancor::Fallible + ?Sized> bytecheck::Verify<C> for Choice
where
    C::Error: rancor::Source,
{
    fn verify(&self, _: &mut C) -> Result<(), C::Error> {
        match self {
            Choice::B(200) => rancor::fail!(TooMuch),
            _ => Ok(()),
        }
    }
}

#[derive(Debug)]
struct TooMuch;

impl std::fmt::Display for TooMuch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("too much")
    }
}

impl std::error::Error for TooMuch {}

fn check<T: for<'a> CheckBytes<rancor::Strategy<(), rancor::Failure>>>(bytes: &[u8]) -> bool {
    unsafe { check_bytes::<T, rancor::Failure>(bytes.as_ptr().cast()) }.is_ok()
}

fn main() {
    println!("{} {}", check::<Pair<u8>>(&[1, 9]), check::<Pair<bool>>(&[1, 9]));
    for bytes in [[0u8, 7, 7], [1, 200, 0], [1, 100, 0], [2, 65, 1], [2, 65, 2], [3, 0, 0]] {
        println!("{bytes:?} {}", check::<Choice>(&bytes));
    }
}
