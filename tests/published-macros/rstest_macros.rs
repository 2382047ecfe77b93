//! `#[rstest]`, `#[case]`, `#[values]`, `#[fixture]` and templates: tests of many cases.
//@ dependency: rstest = { version = "0.26", default-features = false }
//@ test

use rstest::{fixture, rstest};

#[fixture]
fn number() -> u32 {
    42
}

#[fixture]
fn pair(number: u32, #[default("x")] text: &'static str) -> (u32, String) {
    (number, text.repeat(2))
}

#[rstest]
fn takes_a_fixture(
    pair: (u32, String),
    #[with(1)]
    #[from(number_of)]
    other: u32,
) {
    assert_eq!((pair.0, pair.1.as_str(), other), (42, "xx", 2));
}

#[fixture]
fn number_of(#[default(5)] of: u32) -> u32 {
    of + 1
}

#[rstest]
#[case(0, 0)]
#[case::one(1, 1)]
#[case::many(10, 55)]
#[should_panic]
#[case::wrong(3, 7)]
fn fibonacci(#[case] input: u32, #[case] expected: u32) {
    let (mut a, mut b) = (0, 1);
    for _ in 0..input {
        (a, b) = (b, a + b);
    }
    assert_eq!(a, expected);
}

#[rstest]
fn all_pairs(#[values(1, 2)] a: u8, #[values("p", "q r")] b: &str, #[values(Some(1), None)] c: Option<u8>) {
    assert!(a as usize + b.len() + c.map_or(0, usize::from) < 10);
}

#[rstest]
#[case("7")]
#[trace]
fn text_becomes_numbers(#[case] number: u32) {
    assert_eq!(number, 7);
}
