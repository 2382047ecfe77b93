//! What `#[test_case]` refuses, and type errors in cases.

use test_case::test_case;

#[test_case(1, 2)]
#[test_case("text")]
fn arguments(a: u8) {}

#[test_case(1 => "text")]
#[test_case(1 => matches 5..=)]
fn result(a: u8) -> u8 {
    a
}

#[test_case(1 => unknown 2)]
fn keyword(a: u8) -> u8 {
    a
}

#[test_case(; "no arguments")]
fn comment(a: u8) {}

#[test_case(1)]
struct NotAFunction;
