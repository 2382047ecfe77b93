//! Words that darling does not know, and some twice.

use darling::FromMeta;

#[derive(FromMeta)]
#[darling(rename_all = "loud case")]
struct Case {
    #[darling(renam = "a")]
    a: u8,
}

#[derive(FromMeta)]
struct Twice {
    #[darling(rename = "a", rename = "b", with = 5)]
    a: u8,
}

fn main() {}
