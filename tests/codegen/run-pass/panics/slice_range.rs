//! A range whose end is beyond the slice.
//@ run-status: abort
fn main() {
    let list = std::hint::black_box(vec![1, 2, 3, 4]);
    let end = std::hint::black_box(5);
    println!("{:?}", &list[1..end - 1]);
    println!("{:?}", &list[1..end]);
}
