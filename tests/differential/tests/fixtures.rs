//! A test for each directory in `fixtures`, and a line that counts those whose forms do the same. What is
//! compared is in `src`.

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use test_turns::Turn;

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let fixtures = differential_tests::fixtures();
    let fixtures = Turn::from_env().take("fixtures", fixtures, |(name, _)| name);
    let tests = fixtures.into_iter().map(|(name, directory)| {
        Trial::test(name, move || Ok(differential_tests::check(&directory)?))
    });
    let result = libtest_mimic::run(&args, tests.collect());
    if !args.list {
        let compared = result.num_passed + result.num_failed;
        println!("fixtures compared {}/{compared} identical", result.num_passed);
    }
    result.exit_code()
}
