//! Enums with no default, and with two.

use smart_default::SmartDefault;

#[derive(SmartDefault)]
enum None {
    A,
}

#[derive(SmartDefault)]
enum Two {
    #[default]
    A,
    #[default]
    B,
}

#[derive(SmartDefault)]
struct Code {
    #[default(_code = "1 +")]
    a: u8,
}

fn main() {}
