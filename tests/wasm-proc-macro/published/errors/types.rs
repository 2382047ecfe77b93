//! A field that cannot be serialized, and an item that has no fields.

use serde_derive::Serialize;

struct Opaque;

#[derive(Serialize)]
struct Outer {
    inner: Opaque,
}

#[derive(Serialize)]
union Either {
    one: u8,
    other: i8,
}

fn main() {}
