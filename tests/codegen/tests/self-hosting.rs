//! A program that derives serde's traits does the same whether `rustc.wasm` made it, with all libraries,
//! build scripts and the macros themselves, or the native compiler with LLVM did, and with our backend.

use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};

use codegen_tests::modes::{self, Compiler, OTHERS, REFERENCE};
use codegen_tests::{real_crates, self_hosting};
use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let wanted = OTHERS.into_iter().filter(|mode| ["backend", "wasm"].contains(&mode.name));
    let wanted: Vec<_> = [REFERENCE].into_iter().chain(wanted).collect();
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("self-hosting");
    let reference = Arc::new(OnceLock::new());
    let mut tests = Vec::new();
    for mode in modes::available(&wanted) {
        let (directory, reference) = (directory.clone(), Arc::clone(&reference));
        tests.push(Trial::test(mode.name, move || {
            let expected = reference
                .get_or_init(|| self_hosting::outcome(Compiler::Llvm, &directory.join("llvm")))
                .clone();
            if mode.name == REFERENCE.name {
                return Ok(real_crates::ended(&expected?)?);
            }
            let found = self_hosting::outcome(mode.program, &directory.join(mode.name));
            Ok(real_crates::same(expected, found)?)
        }));
    }
    libtest_mimic::run(&args, tests).exit_code()
}
