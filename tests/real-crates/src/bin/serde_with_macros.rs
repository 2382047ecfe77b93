//! serde_with's attributes: `#[serde_as]`, `#[skip_serializing_none]`, text derives, `#[apply]`.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_with::{
    DeserializeFromStr, DisplayFromStr, NoneAsEmptyString, OneOrMany, SerializeDisplay, serde_as,
    skip_serializing_none,
};

#[serde_as]
#[skip_serializing_none]
#[derive(Debug, Serialize, Deserialize)]
struct Data<'a> {
    #[serde_as(as = "DisplayFromStr")]
    number: u32,
    #[serde_as(as = "BTreeMap<DisplayFromStr, Vec<DisplayFromStr>>")]
    map: BTreeMap<i8, Vec<bool>>,
    #[serde_as(as = "NoneAsEmptyString", no_default)]
    text: Option<String>,
    #[serde_as(as = "OneOrMany<_>")]
    list: Vec<u8>,
    maybe: Option<f32>,
    #[serialize_always]
    always: Option<f32>,
    #[serde_as(as = "Option<DisplayFromStr>")]
    point: Option<Point>,
    name: &'a str,
}

#[derive(Debug, SerializeDisplay, DeserializeFromStr)]
struct Point(i32, i32);

impl Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.0, self.1)
    }
}

impl FromStr for Point {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let (x, y) = text.split_once('/').ok_or("no slash")?;
        let parse = |part: &str| part.parse().map_err(|_| format!("{part} is no number"));
        Ok(Point(parse(x)?, parse(y)?))
    }
}

#[serde_with::apply(
    Option => #[serde(default, skip_serializing_if = "Option::is_none")],
    Vec<u8> => #[serde(rename = "bytes")],
)]
#[derive(Debug, Serialize, Deserialize)]
struct Applied {
    first: Option<u8>,
    second: Vec<u8>,
}

fn main() {
    for json in [
        r#"{"number":"5","map":{"-1":["true","false"]},"text":"","list":7,"point":"1/2","name":"n"}"#,
        r#"{"number":"x","map":{},"text":"","list":[],"name":"n"}"#,
        r#"{"number":"1","map":{},"text":"t","list":[1,2],"always":1.5,"maybe":2,"name":"n"}"#,
        r#"{"number":"1","map":{},"text":"t","list":[1,2],"point":"1-2","name":"n"}"#,
    ] {
        match serde_json::from_str::<Data>(json) {
            Ok(data) => println!("{data:?}\n{}", serde_json::to_string(&data).unwrap()),
            Err(error) => println!("{error}"),
        }
    }
    println!("{:?}", serde_json::from_str::<Point>("\"3/y\"").map_err(|error| error.to_string()));
    println!("{}", serde_json::to_string(&Point(3, 4)).unwrap());
    println!("{:?}", serde_json::from_str::<Applied>(r#"{"bytes":[1]}"#));
}
