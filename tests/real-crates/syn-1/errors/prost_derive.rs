//! Fields without a tag, with two, and of types that are none.

use prost::Message;

#[derive(Clone, PartialEq, Message)]
struct Untagged {
    #[prost(string)]
    a: String,
}

#[derive(Clone, PartialEq, Message)]
struct Twice {
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

fn main() {}
