//! `#[derive(JsonSchema)]` with serde's attributes and its own.
//@ dependency: schemars = "1"
//@ dependency: serde = { version = "1", features = ["derive"] }
//@ dependency: serde_json = "1"

use schemars::{JsonSchema, schema_for};
use serde::{Deserialize, Serialize};

/// A person.
///
/// More of it.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Person {
    /// What they are called.
    #[schemars(length(min = 1, max = 20), regex(pattern = "^[a-z]+$"))]
    full_name: String,
    #[serde(default)]
    age_in_years: Option<u8>,
    #[schemars(range(min = 0.5, max = 2.5))]
    height: f32,
    #[serde(skip_serializing_if = "Vec::is_empty", default = "friends")]
    friends: Vec<Person>,
    #[serde(flatten)]
    kind: Kind,
}

fn friends() -> Vec<Person> {
    Vec::new()
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "value")]
enum Kind {
    Unit,
    #[serde(rename = "renamed")]
    Tuple(u32, bool),
    Struct {
        field: Generic<i8>,
    },
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Of something", extend("x-more" = [1, 2]))]
struct Generic<T> {
    #[deprecated]
    inner: T,
    #[schemars(with = "String")]
    shown_as_text: u64,
}

fn main() {
    println!("{}", serde_json::to_string_pretty(&schema_for!(Person)).unwrap());
    println!("{}", serde_json::to_string(&schema_for!(Generic<Vec<u16>>)).unwrap());
}
