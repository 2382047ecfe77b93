//! A program over two libraries, of which one uses the other, with types that pass through both.
//@ aux-build: base_layer.rs
//@ aux-build: middle_layer.rs
use middle_layer::{Kind, evaluate};

fn main() {
    for text in std::hint::black_box(["1 2 +", "3 4 * 5 -", "7 0 /", "1 +", "2 3", "x", "9223372036854775807", ""]) {
        println!("{text:?}: {:?}", middle_layer::text(text));
    }
    let mut tokens: Vec<middle_layer::Token> = base_layer::tokens("10 3 -");
    println!("{:?} {:?}", tokens[2], evaluate::tokens(&tokens));
    tokens.swap(0, 1);
    tokens[2].kind = Kind::Operator(b'*');
    println!("{:?} {}", evaluate::tokens(&tokens), Kind::Number < Kind::End);
}
