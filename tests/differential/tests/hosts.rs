//! A test for each directory in `fixtures`: `rustc.wasm` and the native compiler do the same with it. Does
//! not know how the one or the other is run, see `wasm_proc_macro_tests::Dir`.

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use test_turns::Turn;

fn main() -> ExitCode {
    let args = Arguments::from_args();
    // The native compiler can be tested without the other one; `./x.py test rustc-wasm` has both.
    if std::env::var_os("RUSTC_WASM_UNDER_TEST").is_none() && !args.list {
        println!("NOT RUN: `RUSTC_WASM_UNDER_TEST` is not set; `./x.py test rustc-wasm` sets it");
        return ExitCode::SUCCESS;
    }
    let fixtures = differential_tests::fixtures();
    let fixtures = Turn::from_env().take("fixtures on WASI", fixtures, |(name, _)| name);
    let tests = fixtures.into_iter().map(|(name, directory)| {
        Trial::test(name, move || Ok(differential_tests::check_hosts(&directory)?))
    });
    let result = libtest_mimic::run(&args, tests.collect());
    if !args.list {
        let compared = result.num_passed + result.num_failed;
        println!("fixtures on WASI {}/{compared} identical", result.num_passed);
    }
    result.exit_code()
}
