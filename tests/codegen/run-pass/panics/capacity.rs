//! A vector that is asked for more than there can be.
//@ run-status: abort
fn main() {
    let mut list = vec![1u64];
    println!("{:?}", list.try_reserve(usize::MAX / 4).map_err(|e| e.to_string()));
    list.reserve(usize::MAX / std::hint::black_box(4));
    println!("never");
}
