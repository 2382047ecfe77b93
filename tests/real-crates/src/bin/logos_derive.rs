//! `#[derive(Logos)]`: a lexer as a state machine, with regular expressions, callbacks and errors.

use logos::{Lexer, Logos, Skip};

#[derive(Debug, Clone, Default, PartialEq)]
enum Trouble {
    TooLarge(String),
    #[default]
    Unknown,
}

impl From<std::num::ParseIntError> for Trouble {
    fn from(error: std::num::ParseIntError) -> Self {
        Trouble::TooLarge(error.to_string())
    }
}

fn newline(lexer: &mut Lexer<Token>) -> Skip {
    lexer.extras += 1;
    Skip
}

#[derive(Logos, Debug, PartialEq)]
#[logos(skip r"[ \t]+", error = Trouble, extras = usize, subpattern digit = r"[0-9]")]
enum Token<'a> {
    #[regex(r"\n", newline)]
    Newline,
    #[token("let")]
    Let,
    #[token("=")]
    #[token(":=")]
    Assign,
    #[regex(r"(?&digit)+", |lexer| lexer.slice().parse())]
    Number(u16),
    #[regex(r"[\p{Alphabetic}_][\p{Alphabetic}0-9_]*", priority = 3)]
    Name(&'a str),
    #[regex(r#""([^"\\]|\\.)*""#, |lexer| lexer.slice().len() - 2)]
    Text(usize),
    #[token("iF", ignore(ascii_case))]
    If,
}

#[derive(Logos, Debug)]
enum Bytes {
    #[regex(b"\xff+")]
    High,
    #[token(b"\x00")]
    Zero,
}

fn main() {
    let mut lexer = Token::lexer("let größe := 12\n IF \"a\\\"b\" = 70000 ? _x1");
    while let Some(token) = lexer.next() {
        println!("{:?} {token:?} {:?}", lexer.span(), lexer.slice());
    }
    println!("{}", lexer.extras);
    println!("{:?}", Bytes::lexer(b"\xff\xff\x00\x01").collect::<Vec<_>>());
}
