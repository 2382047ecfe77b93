//! A test for each folder in `fixtures`, and a line that counts those whose forms do the same. What is
//! compared is in `src`.

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let tests = differential_tests::fixtures()
        .into_iter()
        .map(|(name, folder)| Trial::test(name, move || Ok(differential_tests::check(&folder)?)));
    let result = libtest_mimic::run(&args, tests.collect());
    if !args.list {
        let compared = result.num_passed + result.num_failed;
        println!("fixtures compared {}/{compared} identical", result.num_passed);
    }
    result.exit_code()
}
