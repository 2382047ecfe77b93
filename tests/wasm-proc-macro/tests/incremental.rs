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

/// The compiler checks which object files it reuses and which it makes, and reports an error if it is not
/// as the attributes say.
const CHECKED: &str = "
#![feature(rustc_attrs)]
#![cfg_attr(same, rustc_partition_reused(module = \"main\", cfg = \"same\"))]
#![cfg_attr(changed, rustc_partition_codegened(module = \"main\", cfg = \"changed\"))]
#[derive(answer::Answer)] struct Question;
fn main() { print!(\"{} {}\", answer::answer!(), derived()) }
";

/// What is reused with a native macro crate is reused with a module, and what is not is not.
#[test]
fn object_files_are_reused_as_with_native_macros() {
    for form in [Form::Native, Form::Unknown] {
        let [dir, one, other] = [Dir::with_main(CHECKED), Dir::new(), Dir::new()];
        let one = build_macro_crate(&one, "answer", form, &[]);
        let other = build_macro_crate(&other, "answer", form, &["--cfg", "other"]);
        let used = dir.path(one.file_name().unwrap().to_str().unwrap());
        let compile = |built, cfgs: &[&str]| {
            fs::copy(built, &used).unwrap();
            let rustc = dir.rustc("main.rs").macros("answer", &used).args(cfgs);
            let rustc = rustc.args(["-Cincremental=cache", "-Zquery-dep-graph"]);
            rustc.args(["-Adead_code", "-Ainternal_features"]).compile()
        };
        compile(&one, &[]).silent_success();
        compile(&one, &["--cfg", "same"]).silent_success();
        compile(&other, &["--cfg", "changed"]).silent_success();
        // The check itself works.
        let error = compile(&other, &["--cfg", "changed"]).failure();
        assert!(error.stderr.contains("CGU-reuse for `main`"), "{form:?}\n{error}");
    }
}
