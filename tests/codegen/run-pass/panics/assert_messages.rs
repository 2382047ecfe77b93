//! `assert_eq` shows both sides and the text.
//@ run-status: abort
fn main() {
    let (left, right) = std::hint::black_box((vec![1, 2], [1, 2]));
    assert_eq!(left, right, "equal");
    assert_ne!(left.len(), 3);
    assert!(left[0] == 1, "first is {}", left[0]);
    debug_assert!(true);
    println!("all hold");
    assert_eq!(left.iter().sum::<i32>(), 4, "the sum of {left:?}");
}
