//! `#[derive(EncodeAsType)]`: values that are encoded as a type that is known at run time.
//@ dependency: scale-encode = { version = "0.10", features = ["derive"] }
//@ dependency: scale-info = { version = "2", features = ["derive", "std"] }
//@ dependency: scale-type-resolver = { version = "0.2", features = ["scale-info"] }
//@ grant: read parity_scale_codec_derive=@package

use scale_encode::EncodeAsType;
use scale_info::{MetaType, PortableRegistry, Registry, TypeInfo};

#[derive(EncodeAsType, TypeInfo)]
struct Point {
    x: u8,
    y: u64,
}

#[derive(EncodeAsType)]
#[encode_as_type(trait_bounds = "T: EncodeAsType")]
enum Choice<T> {
    First,
    Second { number: T },
}

#[derive(TypeInfo)]
#[allow(dead_code)]
enum Other {
    Unused,
    Second { number: u16 },
    First,
}

fn main() {
    let mut registry = Registry::new();
    let point = registry.register_type(&MetaType::new::<Point>()).id;
    let other = registry.register_type(&MetaType::new::<Other>()).id;
    let types = PortableRegistry::from(registry);
    println!("{:?}", Point { x: 1, y: 2 }.encode_as_type(point, &types).map_err(|error| error.to_string()));
    for choice in [Choice::First, Choice::Second { number: 300u64 }] {
        println!("{:?}", choice.encode_as_type(other, &types).map_err(|error| error.to_string()));
    }
    println!("{}", Choice::Second { number: 70_000u64 }.encode_as_type(other, &types).is_err());
}
