//! Bit fields, by `#[bitsize]` and derives, whose errors come from proc-macro-error.

use bilge::prelude::*;

#[bitsize(14)]
#[derive(FromBits, DebugBits, Clone, Copy, PartialEq)]
struct Register {
    header: u4,
    body: Body,
    footer: Footer,
}

#[bitsize(8)]
#[derive(FromBits, DebugBits, Clone, Copy, PartialEq)]
struct Body {
    level: u3,
    flags: [bool; 3],
    kind: Kind,
}

#[bitsize(2)]
#[derive(FromBits, Debug, Clone, Copy, PartialEq)]
enum Kind {
    A,
    B = 2,
    #[fallback]
    Other,
}

#[bitsize(2)]
#[derive(FromBits, DebugBits, Clone, Copy, PartialEq)]
struct Footer {
    is_last: bool,
    code: Code,
}

#[bitsize(1)]
#[derive(FromBits, Debug, Clone, Copy, PartialEq)]
enum Code {
    Success,
    Error,
}

#[bitsize(3)]
#[derive(TryFromBits, Debug, PartialEq)]
enum Few {
    One = 1,
    Five = 5,
}

#[bitsize(6)]
#[derive(DefaultBits, DebugBits, BinaryBits)]
struct Defaults {
    few: u2,
    rest: u4,
}

fn main() {
    let body = Body::new(u3::new(5), [true, false, true], Kind::B);
    let mut register = Register::new(u4::new(9), body, Footer::new(true, Code::Error));
    println!("{register:?} {:#b}", register.value);
    register.set_header(u4::new(3));
    println!("{} {:?} {}", register.header(), register.body().kind(), register.body().flags_at(1));
    println!("{:?} {:?}", Kind::from(u2::new(3)), Register::from(u14::new(0b11_0110_1101_0101)));
    println!("{:?} {:?}", Few::try_from(u3::new(5)), Few::try_from(u3::new(2)).is_err());
    println!("{:?} {:b}", Defaults::default(), Defaults::new(u2::new(1), u4::new(2)));
}
