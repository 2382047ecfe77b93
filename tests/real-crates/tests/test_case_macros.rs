//! `#[test_case]` and `#[test_matrix]`: one function, many tests. Running it runs them.

use test_case::{test_case, test_matrix};

#[test_case(2, 3 => 5; "small numbers")]
#[test_case(-2, -3 => -5)]
#[test_case(i32::MAX, 0 => is eq(i32::MAX); "largest")]
#[test_case(1, 1 => matches 0..=9)]
#[test_case(1, 2 => with |sum: i32| assert!(sum < 9); "by closure")]
#[test_case(5, 5 => 11 ; "which fails")]
#[test_case(i32::MAX, 1 => panics "overflow")]
#[test_case(0, 0 => ignore["not now"] 0)]
fn add(a: i32, b: i32) -> i32 {
    a.checked_add(b).expect("overflow")
}

#[test_matrix(["a", "bb"], 1..=2)]
fn matrix(text: &str, count: usize) {
    assert!(text.len() <= count, "{text} {count}");
}

mod inner {
    #[super::test_case("x" ; "in a module")]
    #[test_case::case("y")]
    #[should_panic(expected = "y")]
    fn generic<T: AsRef<str>>(text: T) -> () {
        panic!("{}", text.as_ref())
    }
}
