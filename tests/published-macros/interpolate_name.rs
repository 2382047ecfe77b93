//! `#[interpolate_test]`: one function, and a test for each set of arguments.
//@ dependency: interpolate_name = "0.2"
//@ test

use interpolate_name::interpolate_test;

#[interpolate_test(one, "1", 1)]
#[interpolate_test(two, "2", 2)]
fn parses(text: &str, number: u32) {
    assert_eq!(text.parse(), Ok(number));
}
