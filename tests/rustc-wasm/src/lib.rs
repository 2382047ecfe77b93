//! Runs `rustc.wasm` beside the native compiler. Knows nothing of what the tests expect.

use wasm_proc_macro_tests::{Dir, Outcome};

/// What rustc.wasm compiles for, unless a test says otherwise.
pub const TARGET: &str = "wasm32-wasip1";

/// The same without the numbers of the system's errors, which on WASI are others.
pub fn without_numbers_of_errors(mut outcome: Outcome) -> Outcome {
    let (native, wasi) = ("(os error 2)", "(os error 44)");
    outcome.stderr = outcome.stderr.replace(native, "(os error)").replace(wasi, "(os error)");
    outcome
}

/// Checks `main.rs` with the native compiler and with `rustc.wasm`, and expects the same of both.
#[track_caller]
pub fn check_same(dir: &Dir, args: &[&str]) -> Outcome {
    let check = ["--target", TARGET, "--emit", "metadata"];
    let native = without_numbers_of_errors(dir.rustc("main.rs").args(check).args(args).compile());
    let wasi = dir.rustc_wasm("main.rs").args(check).args(args).compile();
    without_numbers_of_errors(wasi).same_as(&native)
}

/// Calls both compilers with these arguments only, and expects the same of both.
#[track_caller]
pub fn ask_same(args: &[&str]) -> Outcome {
    let dir = Dir::new();
    let native = dir.rustc_alone().args(args).compile();
    dir.rustc_wasm_alone().args(args).compile().same_as(&native)
}
