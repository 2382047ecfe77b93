//! What prost's derives refuse.

use prost::{Enumeration, Message, Oneof};

#[derive(Clone, PartialEq, Message)]
struct Tags {
    #[prost(string, tag = "1")]
    a: String,
    #[prost(string, tag = "1")]
    b: String,
}

#[derive(Clone, PartialEq, Message)]
struct Unknown {
    #[prost(text, tag = "1")]
    a: String,
}

#[derive(Clone, PartialEq, Message)]
struct Types {
    #[prost(int32, tag = "1")]
    a: String,
}

#[derive(Clone, PartialEq, Oneof)]
enum Choice {
    #[prost(string, tag = "1")]
    A(String, u8),
}

#[derive(Clone, Copy, Debug, PartialEq, Enumeration)]
enum Fields {
    A(u8),
}

#[derive(Clone, Copy, Debug, PartialEq, Enumeration)]
enum Empty {}

#[derive(Clone, PartialEq, Message)]
enum NotAStruct {
    A,
}

fn main() {}
