//! What `#[derive(Validate)]` refuses, by panics that it catches.

use validator::Validate;

#[derive(Validate)]
struct Length {
    #[validate(length(min = 2, equal = 3))]
    a: String,
    #[validate(range(min = 1, exclusive_min = 1))]
    b: u8,
}

#[derive(Validate)]
struct Empty {
    #[validate(length())]
    a: String,
}

#[derive(Validate)]
struct Unknown {
    #[validate(no_such_rule)]
    a: String,
}

#[derive(Validate)]
struct Custom {
    #[validate(custom)]
    a: String,
}

#[derive(Validate)]
struct Tuple(#[validate(email)] String);

#[derive(Validate)]
enum NotAStruct {
    A,
}

#[derive(Validate)]
#[validate(schema(function = "absent"))]
struct Schema {
    #[validate(email)]
    a: u8,
}

fn main() {}
