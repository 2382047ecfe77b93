//! `#[test_log::test]`: tests that set up a logger first, and wrap other attributes of tests.
//@ dependency: test-log = { version = "0.2", default-features = false, features = ["log"] }
//@ dependency: env_logger = { version = "0.11", default-features = false }
//@ dependency: log = "0.4"
//@ test

use test_log::test;

#[test]
fn logs() {
    log::info!("logged");
    assert_eq!(2 + 2, 4);
}

#[test_log::test]
#[should_panic(expected = "no")]
fn panics() {
    panic!("no");
}

#[test]
fn filtered() -> Result<(), String> {
    log::debug!("filtered");
    Ok(())
}
