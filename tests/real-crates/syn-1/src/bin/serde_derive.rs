//! Serde's traits as they were derived with syn 1.

use serde::{Deserialize, Serialize};
use serde_json::{from_str, to_string};

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Account<'a, T> {
    user_name: &'a str,
    #[serde(default = "seven", skip_serializing_if = "is_seven")]
    log_count: u32,
    #[serde(alias = "items")]
    parts: Vec<T>,
    #[serde(skip)]
    secret: u8,
}

fn seven() -> u32 {
    7
}

fn is_seven(number: &u32) -> bool {
    *number == 7
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(tag = "type", content = "value")]
enum Part {
    Unit,
    New(i8),
    Pair(i8, String),
    #[serde(rename = "record")]
    Record {
        a: Option<bool>,
    },
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
#[serde(untagged)]
enum Either {
    Number(f64),
    Text(String),
}

#[derive(Serialize, Deserialize, Debug, PartialEq)]
struct Flat {
    #[serde(flatten)]
    rest: std::collections::BTreeMap<String, Either>,
    #[serde(with = "text")]
    number: u16,
}

mod text {
    pub fn serialize<S: serde::Serializer>(number: &u16, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&number.to_string())
    }
    pub fn deserialize<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u16, D::Error> {
        let text = <String as serde::Deserialize>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

fn main() {
    let parts = vec![Part::Unit, Part::New(-1), Part::Pair(2, "b".into()), Part::Record { a: Some(true) }];
    let account = Account { user_name: "u", log_count: 7, parts, secret: 0 };
    let text = to_string(&account).unwrap();
    println!("{text} {}", from_str::<Account<Part>>(&text).unwrap() == account);
    for text in [r#"{"userName":"v","items":[],"more":1}"#, r#"{"userName":"v","items":[{"type":"what"}]}"#, "{}"] {
        println!("{}", from_str::<Account<Part>>(text).unwrap_err());
    }
    let flat: Flat = from_str(r#"{"x": 1.5, "y": "z", "number": "12"}"#).unwrap();
    println!("{flat:?} {}", to_string(&flat).unwrap());
}
