//! `#[derive(Validate)]`, whose errors come from proc-macro-error3.

use validator::{Validate, ValidationError};

#[derive(Validate)]
#[validate(schema(function = "not_alone"))]
struct Signup {
    #[validate(length(min = 2, max = 8, code = "size", message = "2 to 8 characters"))]
    name: String,
    #[validate(email)]
    mail: String,
    #[validate(range(exclusive_min = 0, max = 150))]
    age: Option<u8>,
    #[validate(custom(function = "is_even"), required)]
    seats: Option<u32>,
    #[validate(must_match(other = "password"))]
    repeated: String,
    password: String,
    #[validate(nested)]
    friends: Vec<Friend>,
}

#[derive(Validate)]
struct Friend {
    #[validate(contains(pattern = "a"), does_not_contain(pattern = "z"))]
    name: &'static str,
}

fn not_alone(signup: &Signup) -> Result<(), ValidationError> {
    if signup.friends.is_empty() { Err(ValidationError::new("alone")) } else { Ok(()) }
}

fn is_even(seats: u32) -> Result<(), ValidationError> {
    if seats % 2 == 0 { Ok(()) } else { Err(ValidationError::new("odd")) }
}

fn main() {
    let text = |text: &str| text.to_owned();
    let mut signup = Signup {
        name: text("Ada"),
        mail: text("ada@example.com"),
        age: Some(36),
        seats: Some(4),
        repeated: text("x"),
        password: text("x"),
        friends: vec![Friend { name: "Charles" }],
    };
    println!("{:?}", signup.validate());
    signup.name = text("A");
    signup.mail = text("nobody");
    signup.age = Some(0);
    signup.seats = Some(3);
    signup.password = text("y");
    signup.friends[0].name = "zoe";
    let errors = signup.validate().unwrap_err();
    // They are in a hash map.
    let mut fields: Vec<_> = errors.errors().iter().map(|(name, kind)| format!("{name}: {kind:?}")).collect();
    fields.sort();
    for field in fields {
        println!("{}", field.split("params").next().unwrap());
    }
    signup.friends.clear();
    println!("{}", signup.validate().unwrap_err().errors().len());
}
