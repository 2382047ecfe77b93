//! `serde_json`: values, derived types, numbers, texts, errors, and streams.
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

#[derive(Serialize, Deserialize, Debug, PartialEq, Clone)]
#[serde(rename_all = "camelCase")]
struct Record {
    record_id: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    kind: Kind,
    points: Vec<(i8, f32)>,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Serialize, Deserialize, Debug, PartialEq, Clone)]
#[serde(tag = "type", content = "with")]
enum Kind {
    Plain,
    Number(i128),
    Pair { left: char, right: Box<Kind> },
}

#[derive(Deserialize, Debug)]
#[serde(untagged)]
#[allow(dead_code)]
enum Any {
    Int(i64),
    Float(f64),
    List(Vec<Any>),
    Text(String),
    Other(Value),
}

fn main() {
    let record = Record {
        record_id: u64::MAX,
        note: Some("quo\"te \u{1} \u{2028} é🦀\n".into()),
        kind: Kind::Pair { left: 'ß', right: Box::new(Kind::Number(-(1 << 100))) },
        points: vec![(-128, 0.1), (127, 1e30), (0, -0.0)],
        rest: [("extra".to_owned(), json!([null, {"deep": [1, 2.5, "x"]}]))].into(),
    };
    let text = serde_json::to_string(&record).unwrap();
    println!("{text}\n{}", serde_json::to_string_pretty(&record).unwrap());
    println!("{:?}", serde_json::from_str::<Record>(&text).map_err(|e| e.to_string()));
    println!("{:?}", serde_json::from_str::<Record>(r#"{"recordId":1,"kind":{"type":"Plain"},"points":[],"a":true}"#).map_err(|e| e.to_string()));
    for text in [
        "", "nul", "[1,2", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "\"\\ud800\"", "\"\\u00e9\\ud83e\\udd80\"", "1e999", "-", "01", "[1] x", "\"\u{1}\"", "{\"recordId\":-1}",
        "{\"recordId\":1,\"kind\":{\"type\":\"Nope\"},\"points\":[]}", "{\"recordId\":1.5}", "[[[[[[[[]]]]]]]]",
    ] {
        println!("{text:?}: {:?} | {:?}", serde_json::from_str::<Value>(text).map_err(|e| e.to_string()), serde_json::from_str::<Record>(text).map_err(|e| e.to_string()).err());
    }
    for text in ["0", "-0", "18446744073709551615", "18446744073709551616", "-9223372036854775808", "0.1", "1e-400", "123456789012345678", "2.2250738585072014e-308", "1E5"] {
        let value: Value = serde_json::from_str(text).unwrap();
        println!("{text} {value} {:?} {:?} {:?}", value.as_i64(), value.as_u64(), value.as_f64());
    }
    println!("{:?}", serde_json::from_str::<Vec<Any>>(r#"[1, 2.5, "t", [3, [null]], {"k": {}}]"#));
    let mut value = json!({"a": {"b": [10, 20, {"c": "deep"}]}, "n": 5});
    value["a"]["b"][0] = json!("changed");
    *value.pointer_mut("/a/b/2/c").unwrap() = Value::Null;
    println!("{value} {:?} {}", value.pointer("/a/b/1"), value["missing"]["x"]);
    println!("{:?}", value["a"].take());
    let stream = serde_json::Deserializer::from_str("1 [2] {\"k\":3} tru").into_iter::<Value>();
    println!("{:?}", stream.map(|v| v.map_err(|e| (e.line(), e.column(), e.is_eof()))).collect::<Vec<_>>());
    let map: Map<String, Value> = (0..20).map(|i| (format!("key{}", i * 7 % 20), json!(i))).collect();
    println!("{} {:?}", serde_json::to_string(&map).unwrap(), serde_json::to_vec(&(1, "a", [Some(1.5), None])).map(|v| v.len()));
}
