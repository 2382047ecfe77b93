//! `#[derive(Arbitrary)]` of proptest.
//@ dependency: proptest = { version = "1", default-features = false, features = ["std"] }
//@ dependency: proptest-derive = "0.6"

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRng, TestRunner};
use proptest_derive::Arbitrary;

#[derive(Debug, Clone, Arbitrary)]
struct Point<T: Arbitrary> {
    #[proptest(strategy = "1..5u32")]
    x: u32,
    #[proptest(value = "7")]
    y: u8,
    inner: Option<T>,
    #[proptest(filter = "|text| text.len() < 100")]
    text: String,
}

#[derive(Debug, Clone, Arbitrary)]
#[proptest(params = "usize")]
enum Choice {
    #[proptest(weight = 3)]
    One,
    #[proptest(skip)]
    Never,
    #[proptest(strategy = "(0..10i64).prop_map(Choice::Two)", no_params)]
    Two(i64),
}

fn main() {
    let config = Config { failure_persistence: None, cases: 20, ..Config::default() };
    let rng = TestRng::deterministic_rng(config.rng_algorithm);
    let mut runner = TestRunner::new_with_rng(config, rng);
    println!(
        "{:?}",
        runner.run(&any::<Point<bool>>(), |point| {
            prop_assert!((1..5).contains(&point.x) && point.y == 7);
            Ok(())
        })
    );
    println!(
        "{:?}",
        runner.run(&any::<Choice>(), |choice| {
            prop_assert!(!matches!(choice, Choice::Never));
            Ok(())
        })
    );
}
