//! `#[derive(Type, Value, OwnedValue, SerializeDict, DeserializeDict)]`: signatures and values of D-Bus.
//@ dependency: zvariant = { version = "5", default-features = false }
//@ dependency: serde = { version = "1", features = ["derive"] }
//@ grant: read @package

use serde::{Deserialize, Serialize};
use zvariant::{LE, OwnedValue, Type, Value, serialized::Context, to_bytes};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, Value, OwnedValue)]
struct Point {
    x: i32,
    y: u64,
    name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Type, Value, OwnedValue)]
#[repr(u8)]
enum Level {
    Low = 1,
    High = 5,
}

#[derive(Debug, Default, Serialize, Deserialize, Type)]
#[zvariant(signature = "a{sv}")]
struct Options {
    first: u8,
}

#[derive(Serialize, Deserialize, Type)]
struct Nested(Vec<Point>, (u8, bool), Level);

fn main() {
    println!("{} {} {} {}", Point::SIGNATURE, Level::SIGNATURE, Options::SIGNATURE, Nested::SIGNATURE);
    let point = Point { x: -1, y: 2, name: "three".to_owned() };
    let value = Value::from(point.clone());
    println!("{value:?} {:?}", Point::try_from(value.try_clone().unwrap()).map_err(|error| error.to_string()));
    println!("{:?}", OwnedValue::try_from(Level::High).map_err(|error| error.to_string()));
    println!("{:?}", to_bytes(Context::new_dbus(LE, 0), &point).map(|data| data.to_vec()).map_err(|e| e.to_string()));
}
