//! Defaults that are more than zero.

use smart_default::SmartDefault;

#[derive(SmartDefault, Debug)]
struct Settings {
    #[default(_code = "\"a name\".to_string()")]
    name: String,
    #[default(_code = "vec![1, 2, 3]")]
    numbers: Vec<u8>,
    #[default(Some(5))]
    some: Option<u8>,
    zero: i64,
    #[default('x')]
    letter: char,
    kind: Kind,
}

#[derive(SmartDefault, Debug)]
enum Kind {
    A,
    #[default]
    B {
        #[default = 4]
        size: u32,
        rest: bool,
    },
}

fn main() {
    println!("{:?}", Settings::default());
}
