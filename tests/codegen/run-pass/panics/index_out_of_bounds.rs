//! An index beyond the end of an array.
//@ run-status: abort
fn main() {
    let array = std::hint::black_box([1, 2, 3]);
    let at = std::hint::black_box(3);
    println!("{}", array[at - 1]);
    println!("{}", array[at]);
}
