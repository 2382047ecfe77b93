//! Derives Serialize and Deserialize for types of each form, and prints what becomes of their values.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde_derive::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
struct Unit;

#[derive(Debug, Serialize, Deserialize)]
struct Newtype(u64);

#[derive(Debug, Serialize, Deserialize)]
struct Tuple(i8, String, #[serde(default)] Option<char>);

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Named<'a, T> {
    first_field: T,
    #[serde(rename = "second \"field\"", skip_serializing_if = "Option::is_none")]
    second: Option<bool>,
    #[serde(borrow)]
    text: &'a str,
    #[serde(default = "seven")]
    r#type: u8,
}

fn seven() -> u8 {
    7
}

#[derive(Debug, Serialize, Deserialize)]
struct Flat {
    id: u32,
    #[serde(flatten)]
    rest: BTreeMap<String, f64>,
    #[allow(dead_code)]
    #[serde(skip)]
    ignored: u32,
}

#[derive(Debug, Serialize, Deserialize)]
enum External {
    Unit,
    Newtype(Newtype),
    Tuple(u8, u8),
    Struct { field: [u8; 2] },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
enum Adjacent {
    FirstOne(String),
    SecondOne { inner: Box<Adjacent> },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Number(i64),
    Text(String),
}

macro_rules! wrapped {
    ($name:ident { $($field:ident: $ty:ty),* }) => {
        #[derive(Debug, Serialize, Deserialize)]
        struct $name { $($field: $ty),* }
    };
}

wrapped! { Wrapped { left: Vec<u8>, right: Option<Box<Wrapped>> } }

fn show<'a, T: Debug + serde::Serialize + serde::Deserialize<'a>>(value: T, text: &'a str) {
    println!("{}", serde_json::to_string(&value).unwrap());
    match serde_json::from_str::<T>(text) {
        Ok(value) => println!("{value:?}"),
        Err(error) => println!("{error}"),
    }
}

fn main() {
    show(Unit, "null");
    show(Newtype(1), "18446744073709551615");
    show(Tuple(-1, "é".to_owned(), Some('c')), r#"[1, "two"]"#);
    let text = "text";
    let named = Named { first_field: vec![1.5], second: None, text, r#type: 1 };
    show(named, r#"{"firstField":[2.5],"second \"field\"":true,"text":"b"}"#);
    let named = Named { first_field: (), second: Some(false), text, r#type: 1 };
    show(named, r#"{"firstField":null,"text":"b","other":1}"#);
    let rest = [("a".to_owned(), 1.0)].into();
    show(Flat { id: 1, rest, ignored: 3 }, r#"{"id":2,"x":0.5,"y":4}"#);
    show(External::Unit, r#"{"Newtype":5}"#);
    show(External::Tuple(1, 2), r#"{"Struct":{"field":[3,4]}}"#);
    show(External::Struct { field: [1, 2] }, r#""Missing""#);
    show(External::Newtype(Newtype(3)), r#""Unit""#);
    let inner = Box::new(Adjacent::FirstOne("deep".to_owned()));
    show(Adjacent::SecondOne { inner }, r#"{"value":"x","kind":"first_one"}"#);
    show(Untagged::Number(1), r#""text""#);
    show(Untagged::Text(String::new()), "[]");
    let right = Some(Box::new(Wrapped { left: vec![], right: None }));
    show(Wrapped { left: vec![1, 2], right }, r#"{"left":[3]}"#);
}
