//! The message of a panic with formatted values is on stderr, and the program ends with a trap.
//@ run-status: abort
fn main() {
    println!("before");
    let value = std::hint::black_box(Some([1, 2]));
    panic!("with {value:?} and {:>5}", "text");
}
