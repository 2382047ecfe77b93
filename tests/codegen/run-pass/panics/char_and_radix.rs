//! A base beyond 36.
//@ run-status: abort
fn main() {
    println!("{:?}", 'z'.to_digit(std::hint::black_box(36)));
    println!("{:?}", std::char::from_digit(35, std::hint::black_box(36)));
    println!("{:?}", 'z'.to_digit(std::hint::black_box(37)));
}
