//! What there is no trait for, and values that are none.

use derivative::Derivative;

#[derive(Derivative)]
#[derivative(Derbug)]
struct Unknown;

#[derive(Derivative)]
#[derivative(Default)]
enum Nothing {
    A,
}

#[derive(Derivative)]
#[derivative(Default)]
struct Value {
    #[derivative(Default(value = "7 +"))]
    a: u8,
}

fn main() {}
