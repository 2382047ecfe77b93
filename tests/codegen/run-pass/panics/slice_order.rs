//! A range that ends before it starts.
//@ run-status: abort
fn main() {
    let list = std::hint::black_box([1, 2, 3, 4]);
    let (start, end) = std::hint::black_box((3, 2));
    println!("{:?}", &list[end..start]);
    println!("{:?}", &list[start..end]);
}
