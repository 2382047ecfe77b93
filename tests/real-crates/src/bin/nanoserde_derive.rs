//! nanoserde's derives, which are made without `syn`, `quote` or any other crate.

use nanoserde::{DeBin, DeJson, DeRon, SerBin, SerJson, SerRon};

#[derive(DeBin, DeJson, DeRon, SerBin, SerJson, SerRon, Debug, PartialEq, Clone)]
#[nserde(default)]
pub struct Config {
    #[nserde(rename = "title")]
    pub name: String,
    pub level: Option<u8>,
    #[nserde(default = 1.5)]
    pub ratio: f32,
    pub parts: Vec<Part>,
}

impl Default for Config {
    fn default() -> Self {
        Config { name: "none".into(), level: None, ratio: 0.0, parts: vec![] }
    }
}

#[derive(DeBin, DeJson, DeRon, SerBin, SerJson, SerRon, Debug, PartialEq, Clone)]
pub enum Part {
    Empty,
    Pair(u8, String),
    Named { x: i32, y: i32 },
}

#[derive(DeJson, SerJson, Debug)]
pub struct Generic<T: DeJson + SerJson>(T, bool);

fn main() {
    let config = Config {
        name: "a \"b\"".into(),
        level: Some(3),
        ratio: 2.0,
        parts: vec![Part::Empty, Part::Pair(1, "x".into()), Part::Named { x: -1, y: 2 }],
    };
    let (json, ron) = (config.serialize_json(), config.serialize_ron());
    println!("{json}\n{ron}\n{:?}", config.serialize_bin());
    println!("{}", Config::deserialize_json(&json).unwrap() == config);
    println!("{:?}", Config::deserialize_bin(&config.serialize_bin()).unwrap());
    println!("{:?}", Config::deserialize_ron(&ron).unwrap());
    println!("{:?}", Config::deserialize_json("{}"));
    println!("{:?}", Config::deserialize_json("{\"parts\": [{\"Odd\": []}]}"));
    println!("{:?}", Generic::<u8>::deserialize_json("[5, true]"));
}
