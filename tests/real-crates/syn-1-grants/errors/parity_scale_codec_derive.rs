//! What the derives of parity-scale-codec refuse.

use parity_scale_codec::{Decode, Encode};

#[derive(Encode, Decode)]
union Both {
    a: u8,
    b: i8,
}

#[derive(Encode)]
struct Unknown {
    #[codec(no_such_option)]
    a: u8,
}

#[derive(Encode, Decode)]
enum Twice {
    #[codec(index = 1)]
    A,
    #[codec(index = 1)]
    B,
}

struct Foreign;

#[derive(Encode)]
struct Unwritable {
    foreign: Foreign,
}

fn main() {}
