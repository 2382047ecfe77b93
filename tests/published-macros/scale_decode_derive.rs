//! `#[derive(DecodeAsType)]`: values that are decoded from a type that is known at run time.
//@ dependency: scale-decode = { version = "0.16", features = ["derive"] }
//@ dependency: scale-info = { version = "2", features = ["derive", "std"] }
//@ dependency: scale-type-resolver = { version = "0.2", features = ["scale-info"] }
//@ grant: read parity_scale_codec_derive=@package

use scale_decode::DecodeAsType;
use scale_info::{MetaType, PortableRegistry, Registry, TypeInfo};

#[derive(Debug, DecodeAsType, TypeInfo)]
struct Point<T> {
    x: T,
    #[decode_as_type(skip)]
    skipped: u8,
    y: Option<u16>,
}

#[derive(Debug, DecodeAsType)]
enum Choice {
    Second { number: u64 },
    First,
}

#[derive(TypeInfo)]
#[allow(dead_code)]
enum Other {
    First,
    Unused,
    Second { number: u8 },
}

fn main() {
    let mut registry = Registry::new();
    let point = registry.register_type(&MetaType::new::<(u8, Option<u16>)>()).id;
    let other = registry.register_type(&MetaType::new::<Other>()).id;
    let types = PortableRegistry::from(registry);
    println!("{:?}", Point::<u8>::decode_as_type(&mut &[1u8, 1, 2, 0][..], point, &types).map_err(|e| e.to_string()));
    println!("{:?}", Choice::decode_as_type(&mut &[2u8, 8][..], other, &types).map_err(|error| error.to_string()));
    println!("{:?}", Choice::decode_as_type(&mut &[1u8][..], other, &types).map_err(|error| error.to_string()));
}
