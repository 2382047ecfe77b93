//! Incremental compilation: what was expanded by a module is good as long as the module is the same.

use std::fs;

use wasm_proc_macro_tests::{Dir, Form, build_macro_crate};

const MAIN: &str = "
#[derive(answer::Answer)] struct Question;
fn main() { print!(\"{} {}\", answer::answer!(), derived()) }
";

/// Compiles `main.rs` after each change of the module, and expects what the module at hand makes.
fn check(args: &[&str]) {
    let [dir, one, other] = [Dir::with_main(MAIN), Dir::new(), Dir::new()];
    let one = build_macro_crate(&one, "answer", Form::Unknown, &[]);
    let other = build_macro_crate(&other, "answer", Form::Unknown, &["--cfg", "other"]);
    let module = dir.path("answer.wasm");
    for (built, output) in
        [(&one, "42 142"), (&one, "42 142"), (&other, "43 143"), (&one, "42 142")]
    {
        fs::copy(built, &module).unwrap();
        let rustc = dir.rustc("main.rs").macros("answer", &module);
        rustc.arg("-Cincremental=cache").args(args).compile().silent_success();
        assert_eq!(dir.run("main").success().stdout, output);
    }
}

#[test]
fn changed_module() {
    check(&["-Adead_code"]);
}

/// With this option the output of derive macros is kept from one compilation to the next.
#[test]
fn changed_module_with_cached_expansions() {
    check(&["-Adead_code", "-Zcache-proc-macros"]);
}
