//! What serde's derives refuse: attributes they do not know, that contradict each other, or that do not fit.

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(unknown, rename_all = "shouting")]
struct Unknown {
    #[serde(defualt)]
    a: u8,
    #[serde(rename = 5, skip = "no")]
    b: u8,
    #[serde(flatten, skip_serializing_if = "not a path")]
    c: u8,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "t", untagged)]
enum Contradiction {
    #[serde(other)]
    A(u8),
    #[serde(rename = "x", rename = "y")]
    B,
}

#[derive(Deserialize)]
#[serde(tag = "t")]
enum Internal {
    Tuple(u8, u8),
}

#[derive(Serialize)]
#[serde(transparent)]
struct Transparent(u8, u8);

#[derive(Serialize)]
union Union {
    a: u8,
}

#[derive(Deserialize)]
struct Borrowed<'a> {
    #[serde(borrow = "'b + 'c")]
    text: &'a str,
}

struct NotSerialize;

#[derive(Serialize)]
struct Holder<T> {
    value: T,
    inner: NotSerialize,
}

fn main() {}
