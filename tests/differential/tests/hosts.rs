//! A test for each folder in `fixtures`: `rustc.wasm` and the native compiler do the same with it. Does
//! not know how the one or the other is run, see `wasm_proc_macro_tests::Dir`.

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    let args = Arguments::from_args();
    // The native compiler can be tested without the other one; `./x.py test rustc-wasm` has both.
    if std::env::var_os("RUSTC_WASM_UNDER_TEST").is_none() && !args.list {
        println!("NOT RUN: `RUSTC_WASM_UNDER_TEST` is not set; `./x.py test rustc-wasm` sets it");
        return ExitCode::SUCCESS;
    }
    let tests = differential_tests::fixtures().into_iter().map(|(name, folder)| {
        Trial::test(name, move || Ok(differential_tests::check_hosts(&folder)?))
    });
    let result = libtest_mimic::run(&args, tests.collect());
    if !args.list {
        let compared = result.num_passed + result.num_failed;
        println!("fixtures on WASI {}/{compared} identical", result.num_passed);
    }
    result.exit_code()
}
