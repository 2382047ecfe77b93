//! `#[quickcheck]`: tests of properties.
//@ dependency: quickcheck_macros = "1"
//@ dependency: quickcheck = { version = "1", default-features = false }
//@ test

use quickcheck::TestResult;
use quickcheck_macros::quickcheck;

#[quickcheck]
fn reversing_twice_changes_nothing(list: Vec<u8>) -> bool {
    let mut reversed = list.clone();
    reversed.reverse();
    reversed.reverse();
    reversed == list
}

#[quickcheck]
fn division(a: u32, b: u32) -> TestResult {
    if b == 0 {
        return TestResult::discard();
    }
    TestResult::from_bool(a / b * b + a % b == a)
}
