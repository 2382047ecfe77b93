//! What `#[derive(Reflect)]` refuses, and fields that have no reflection.

use bevy_reflect::Reflect;

#[derive(Reflect)]
struct Unknown {
    #[reflect(no_such_option)]
    a: u8,
    #[reflect(default = 5)]
    b: u8,
}

#[derive(Reflect)]
#[reflect(from_reflect = 3)]
struct Bad {
    a: u8,
}

#[derive(Reflect)]
union Both {
    a: u8,
    b: i8,
}

fn main() {}
