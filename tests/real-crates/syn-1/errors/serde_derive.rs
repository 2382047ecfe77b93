//! Attributes that serde's derives refuse.

use serde::{Deserialize, Serialize};

#[derive(Serialize)]
#[serde(rename_all = "LOUD")]
struct Case {
    #[serde(unknown)]
    a: u8,
    #[serde(rename = 5)]
    b: u8,
}

#[derive(Deserialize)]
#[serde(tag = "t", untagged)]
enum Tags {
    A,
}

#[derive(Deserialize)]
struct Twice {
    #[serde(default, default)]
    a: u8,
}

#[derive(Serialize)]
union Union {
    a: u8,
}

fn main() {}
