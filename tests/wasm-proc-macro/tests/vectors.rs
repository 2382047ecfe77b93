//! Macro crates with code on vectors (SIMD), in some functions or everywhere, run or not.

use wasm_proc_macro_tests::{Dir, Form, build_macro_crate, macro_crate, run_both};

const PROGRAM: &str = "fn main() { println!(\"{} {} {}\", vectors::scalar!(), vectors::vector!(), \
                       vectors::summed!(some words to add, and some more words to add)); }";

#[test]
fn vectors_in_a_function_work_as_natively() {
    let dir = Dir::with_main(PROGRAM);
    let outcome = run_both(&dir, "main.rs", "vectors", &[]);
    assert!(outcome.stdout.starts_with("5 14 "), "{outcome}");
}

#[test]
fn vectors_in_all_of_a_crate_work() {
    let dir = Dir::with_main(PROGRAM);
    let args = ["-Ctarget-feature=+simd128", "-Copt-level=3"];
    let module = build_macro_crate(&dir, "vectors", Form::Unknown, &args);
    let print = |module| {
        dir.rustc("main.rs").macros("vectors", module).compile().silent_success();
        dir.run("main").success().stdout
    };
    assert_eq!(print(&module), print(&macro_crate("vectors", Form::Native)));
}
