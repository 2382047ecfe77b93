//! What is missing is an error, and so are unknown attributes.

use typed_builder::TypedBuilder;

#[derive(TypedBuilder)]
struct Missing {
    a: u8,
    #[builder(defaults)]
    b: u8,
}

#[derive(TypedBuilder)]
struct Tuple(u8);

#[derive(TypedBuilder)]
struct Fine {
    a: u8,
}

fn main() {
    Fine::builder().build();
    Fine::builder().a(1).a(2).build();
}
