//! `#[derive(StringEnum)]`: enums that are strings.
//@ dependency: string_enum = "1"
//@ dependency: serde = "1"

use string_enum::StringEnum;

#[derive(Clone, PartialEq, Eq, StringEnum)]
pub enum Token {
    ///`a`
    A,
    /// `be`
    B,
}

fn main() {
    println!("{:?} {} {}", Token::A, Token::B, Token::B.as_str());
    println!("{:?} {:?}", "a".parse::<Token>(), "c".parse::<Token>());
}
