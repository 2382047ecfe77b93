//! `#[typetag::serde]`: trait objects that are serialised with the name of their type.
//@ dependency: typetag = "0.2"
//@ dependency: serde = { version = "1", features = ["derive"] }
//@ dependency: serde_json = "1"

use serde::{Deserialize, Serialize};

#[typetag::serde(tag = "type")]
trait Event {
    fn describe(&self) -> String;
}

#[derive(Serialize, Deserialize)]
struct Load(String);

#[derive(Serialize, Deserialize)]
struct Move {
    x: u8,
    y: u8,
}

#[typetag::serde(name = "loading")]
impl Event for Load {
    fn describe(&self) -> String {
        self.0.clone()
    }
}

#[typetag::serde]
impl Event for Move {
    fn describe(&self) -> String {
        format!("{} {}", self.x, self.y)
    }
}

#[typetag::serialize]
trait Outer {}

#[derive(Serialize)]
struct Plain(u8);

#[typetag::serialize]
impl Outer for Plain {}

fn main() {
    let events: Vec<Box<dyn Event>> = serde_json::from_str(r#"[{"type": "Move", "x": 1, "y": 2}]"#).unwrap();
    println!("{} {}", events[0].describe(), serde_json::to_string(&events).unwrap());
    let plain: Box<dyn Outer> = Box::new(Plain(3));
    println!("{}", serde_json::to_string(&plain).unwrap());
    println!("{}", serde_json::from_str::<Box<dyn Event>>(r#"{"type": "other"}"#).map(|_| ()).unwrap_err());
}
