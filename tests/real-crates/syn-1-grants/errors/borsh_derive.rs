//! What borsh's derives refuse, and fields that they cannot write.

use borsh::{BorshDeserialize, BorshSerialize};

#[derive(BorshSerialize, BorshDeserialize)]
union Both {
    a: u8,
    b: i8,
}

#[derive(BorshDeserialize)]
#[borsh_init(5)]
struct BadInit {
    a: u8,
}

struct Foreign;

#[derive(BorshSerialize, BorshDeserialize)]
struct Unwritable {
    foreign: Foreign,
}

fn main() {}
