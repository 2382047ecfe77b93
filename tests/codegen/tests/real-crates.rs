//! Programs that use published crates do the same in each mode, `MODE/NAME`, and so do the tests that
//! crates come with, if `CODEGEN_CRATE_TESTS` is set, `MODE/tests/NAME`.

use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use codegen_tests::modes::{self, REFERENCE};
use codegen_tests::real_crates::{self, Built, CRATE_TESTS};
use libtest_mimic::{Arguments, Trial};
use test_turns::Turn;

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let modes = modes::available(&real_crates::modes());
    if modes.first().is_none_or(|mode| mode.name != REFERENCE.name) {
        return ExitCode::SUCCESS;
    }
    let programs = real_crates::programs().expect("the programs can be listed");
    let with_tests = env::var_os("CODEGEN_CRATE_TESTS").is_some();
    if !with_tests {
        println!("NOT RUN: the tests of the crates: `CODEGEN_CRATE_TESTS` is not set");
    }
    let crate_tests = if with_tests { CRATE_TESTS.to_vec() } else { Vec::new() };
    let crate_tests =
        Turn::from_env().take("crates with tests of their own", crate_tests, |(name, _)| name);
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let reference = Built::new(REFERENCE, directory);
    let mut tests = Vec::new();
    for mode in modes {
        let is_reference = mode.name == REFERENCE.name;
        let built = if is_reference { Arc::clone(&reference) } else { Built::new(mode, directory) };
        for name in programs.clone() {
            let (reference, built) = (Arc::clone(&reference), Arc::clone(&built));
            tests.push(Trial::test(format!("{}/{name}", mode.name), move || {
                if is_reference {
                    return Ok(real_crates::ended(&reference.outcome(&name)?)?);
                }
                Ok(real_crates::same(reference.outcome(&name), built.outcome(&name))?)
            }));
        }
        for (name, args) in crate_tests.clone() {
            let built = Arc::clone(&built);
            tests.push(Trial::test(format!("{}/tests/{name}", mode.name), move || {
                let done = built.tests_of(name, args)?;
                if done.code == Some(0) { Ok(()) } else { Err(format!("{done:#?}").into()) }
            }));
        }
    }
    libtest_mimic::run(&args, tests).exit_code()
}
