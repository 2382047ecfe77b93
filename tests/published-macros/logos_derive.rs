//! `#[derive(Logos)]`: a lexer, with callbacks, priorities, extras, subpatterns and skipped text.
//@ dependency: logos = "0.15"

use logos::{Lexer, Logos, Skip};

#[derive(Default, Debug)]
struct Lines(usize);

fn newline(lexer: &mut Lexer<Token>) -> Skip {
    lexer.extras.0 += 1;
    Skip
}

#[derive(Logos, Debug, PartialEq)]
#[logos(skip r"[ \t]+", extras = Lines, subpattern digit = r"[0-9]")]
enum Token {
    #[regex(r"\n", newline)]
    Newline,
    #[token("fn")]
    #[token("function", priority = 9)]
    Function,
    #[regex("[a-zA-Z_äöü][a-zA-Z0-9_]*", |lexer| lexer.slice().to_owned())]
    Name(String),
    #[regex("(?&digit)+", |lexer| lexer.slice().parse().ok())]
    Integer(u32),
    #[regex(r"(?&digit)+\.(?&digit)+(e[+-]?(?&digit)+)?", |lexer| lexer.slice().parse::<f64>().unwrap())]
    Float(f64),
    #[regex(r#""([^"\\]|\\.)*""#)]
    Text,
    #[token("==", ignore(case))]
    Equal,
    #[token("=")]
    Assign,
}

fn main() {
    let mut lexer = Token::lexer("fn name = 12 == 1.5e-3\n \"a \\\" b\" function2 99999999999 % ä");
    while let Some(token) = lexer.next() {
        println!("{token:?} {:?} {:?}", lexer.span(), lexer.slice());
    }
    println!("{:?}", lexer.extras);
}
