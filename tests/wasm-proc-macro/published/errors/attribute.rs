//! Attributes that serde does not know, or knows once.

use serde_derive::{Deserialize, Serialize};

#[derive(Serialize)]
#[serde(renamed_all = "camelCase")]
struct Unknown;

#[derive(Deserialize)]
struct Twice {
    #[serde(default, rename = "a", rename = "b")]
    field: u8,
}

#[derive(Serialize)]
#[serde(rename_all = "camelcase")]
struct Case {
    field: u8,
}

fn main() {}
