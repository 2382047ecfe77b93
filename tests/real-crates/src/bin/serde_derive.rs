//! serde's derives: containers, enums of every representation, borrowed data, `with`, `flatten`, remote types.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Order<'a, T> {
    order_id: u64,
    #[serde(borrow)]
    customer: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "Option::is_none", alias = "comment")]
    note: Option<String>,
    items: Vec<Item<T>>,
    #[serde(skip)]
    cached: u8,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Item<T> {
    sku: T,
    #[serde(with = "cents", rename(serialize = "costs", deserialize = "price"))]
    price: u64,
    #[serde(flatten)]
    rest: BTreeMap<String, i32>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "UPPERCASE")]
enum Tagged {
    PickUp,
    ByMail { address: String },
    #[serde(other)]
    Unknown,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "t", content = "c", bound = "T: Serialize + DeserializeOwned")]
enum Adjacent<T> {
    Unit,
    New(T),
    Tuple(T, u8),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged, expecting = "a number, or a pair of texts")]
enum Untagged {
    Number(f64),
    Pair(String, String),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
struct Digit(u8);

impl TryFrom<u8> for Digit {
    type Error = String;
    fn try_from(value: u8) -> Result<Self, String> {
        if value < 10 { Ok(Digit(value)) } else { Err(format!("{value} is no digit")) }
    }
}

impl From<Digit> for u8 {
    fn from(digit: Digit) -> u8 {
        digit.0
    }
}

impl Clone for Digit {
    fn clone(&self) -> Self {
        Digit(self.0)
    }
}

mod elsewhere {
    #[derive(Debug, Default)]
    pub struct Span {
        pub seconds: i64,
        pub nanos: i32,
    }
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "elsewhere::Span", default)]
struct SpanDef {
    seconds: i64,
    nanos: i32,
}

impl Default for SpanDef {
    fn default() -> Self {
        SpanDef { seconds: -1, nanos: -2 }
    }
}

impl From<SpanDef> for elsewhere::Span {
    fn from(span: SpanDef) -> Self {
        elsewhere::Span { seconds: span.seconds, nanos: span.nanos }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
struct Wrapper<const N: usize>(#[serde(with = "SpanDef")] elsewhere::Span);

mod cents {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(cents: &u64, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(&format_args!("{}.{:02}", cents / 100, cents % 100))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<u64, D::Error> {
        let text = String::deserialize(d)?;
        let (units, cents) = text.split_once('.').unwrap_or((&text, "00"));
        let parse = |text: &str| text.parse::<u64>().map_err(serde::de::Error::custom);
        Ok(parse(units)? * 100 + parse(cents)?)
    }
}

fn round_trip<T: std::fmt::Debug + Serialize + DeserializeOwned>(texts: &[&str]) {
    for text in texts {
        match serde_json::from_str::<T>(text) {
            Ok(value) => println!("{value:?} {}", serde_json::to_string(&value).unwrap()),
            Err(error) => println!("{error}"),
        }
    }
}

fn main() {
    let order = Order {
        order_id: 7,
        customer: "Ferris".into(),
        note: None,
        items: vec![Item { sku: "crab", price: 1250, rest: BTreeMap::from([("size".into(), 3)]) }],
        cached: 9,
    };
    println!("{}", serde_json::to_string(&order).unwrap());
    for json in [
        r#"{"orderId":8,"customer":"x","comment":"n","items":[{"sku":"a","price":"1.05","z":1}]}"#,
        r#"{"orderId":8,"customer":"x","items":[{"sku":"a","price":"1.x"}]}"#,
        r#"{"orderId":8,"extra":1}"#,
        r#"{"orderId":8}"#,
    ] {
        match serde_json::from_str::<Order<&str>>(json) {
            Ok(order) => println!("{order:?}"),
            Err(error) => println!("{error}"),
        }
    }
    round_trip::<Tagged>(&[r#"{"type":"pick_up"}"#, r#"{"type":"by_mail","ADDRESS":"y"}"#, r#"{"type":"x"}"#]);
    round_trip::<Adjacent<i8>>(&[r#"{"t":"Unit"}"#, r#"{"c":[1,2],"t":"Tuple"}"#, r#"{"t":"New","c":300}"#]);
    round_trip::<Untagged>(&["1.5", r#"["a","b"]"#, "true"]);
    round_trip::<Digit>(&["7", "70"]);
    round_trip::<Wrapper<3>>(&[r#"{"nanos":5}"#, "[1,2]", "null"]);
}
