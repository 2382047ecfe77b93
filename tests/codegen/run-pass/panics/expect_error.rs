//! `expect` on an error prints both the text and the error.
//@ run-status: abort
fn main() {
    let parse = |text: &str| text.parse::<u8>();
    println!("{}", parse("200").expect("fits"));
    println!("{}", parse(std::hint::black_box("256")).expect("does not fit"));
}
