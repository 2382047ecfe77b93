//! An iterator that should make steps of zero, and chunks of nothing.
//@ run-status: abort
fn main() {
    let zero = std::hint::black_box(0);
    println!("{:?}", (0..10).step_by(3 + zero).collect::<Vec<_>>());
    println!("{:?}", [1, 2, 3].chunks(2 + zero).count());
    println!("{:?}", (0..10).step_by(zero).count());
}
