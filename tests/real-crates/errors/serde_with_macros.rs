//! What serde_with's attributes refuse.

use serde::{Deserialize, Serialize};
use serde_with::{SerializeDisplay, serde_as, skip_serializing_none};

#[serde_as(unknown = "x")]
#[derive(Serialize)]
struct Argument {
    a: u8,
}

#[serde_as]
#[derive(Serialize, Deserialize)]
struct Conflict {
    #[serde_as(as = "_", with = "x")]
    #[serde(with = "y")]
    a: u8,
    #[serde_as]
    b: u8,
    #[serde_as(as = "not a type")]
    c: u8,
}

#[serde_as]
#[derive(Serialize)]
struct Missing {
    #[serde_as(as = "NoSuchType")]
    a: u8,
    #[serde_as(as = "Vec<_>")]
    b: u8,
}

#[skip_serializing_none]
#[derive(Serialize)]
struct Always {
    #[serialize_always]
    #[serde(skip_serializing_if = "Option::is_none")]
    a: Option<u8>,
    #[serialize_always]
    b: u8,
}

#[derive(SerializeDisplay)]
#[serde_with(shout)]
struct NoDisplay;

#[skip_serializing_none]
fn not_a_type() {}

fn main() {}
