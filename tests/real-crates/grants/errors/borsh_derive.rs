//! What borsh's derives refuse, and fields that they cannot write.

use borsh::{BorshDeserialize, BorshSerialize};

#[derive(BorshSerialize)]
enum Unclear {
    A = 1,
    B = 2,
}

#[derive(BorshDeserialize)]
struct Unknown {
    #[borsh(jump)]
    a: u8,
}

#[derive(BorshSerialize, BorshDeserialize)]
union Both {
    a: u8,
    b: i8,
}

struct Foreign;

#[derive(BorshSerialize, BorshDeserialize)]
struct Unwritable {
    foreign: Foreign,
}

fn main() {}
