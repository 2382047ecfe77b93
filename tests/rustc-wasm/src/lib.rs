//! Runs `rustc.wasm` beside the native compiler. Knows nothing of what the tests expect.

use wasm_proc_macro_tests::{Dir, Outcome, without_number_of_error};

/// What rustc.wasm compiles for, unless a test says otherwise.
pub const TARGET: &str = "wasm32-wasip1";

/// Checks `main.rs` with the native compiler and with `rustc.wasm`, and expects the same of both.
#[track_caller]
pub fn check_same(dir: &Dir, args: &[&str]) -> Outcome {
    let check = ["--target", TARGET, "--emit", "metadata"];
    let [native, wasi] = [dir.rustc("main.rs"), dir.rustc_wasm("main.rs")].map(|rustc| {
        let outcome = rustc.args(check).args(args).compile();
        Outcome { stderr: without_number_of_error(&outcome.stderr), ..outcome }
    });
    wasi.same_as(&native)
}

/// Calls both compilers with these arguments only, and expects the same of both.
#[track_caller]
pub fn ask_same(args: &[&str]) -> Outcome {
    let dir = Dir::new();
    let native = dir.rustc_alone().args(args).compile();
    dir.rustc_wasm_alone().args(args).compile().same_as(&native)
}
