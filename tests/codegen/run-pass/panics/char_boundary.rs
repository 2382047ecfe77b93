//! Text that is cut within a character.
//@ run-status: abort
fn main() {
    let text = std::hint::black_box("aé€");
    println!("{}", &text[..3]);
    println!("{}", &text[..2]);
}
