//! What the compiler tells a build system about modules, and about what their macros depend on.

use std::fs;

use wasm_proc_macro_tests::{Dir, Form, macro_crate};

/// The lines of `main.d`, sorted.
fn dep_info(dir: &Dir) -> Vec<String> {
    let text = dir.read("main.d");
    let mut lines: Vec<_> =
        text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    lines.sort();
    lines
}

#[test]
fn module_is_an_input() {
    let dir = Dir::with_main("fn main() { names::answer!(); }");
    fs::copy(macro_crate("names", Form::Unknown), dir.path("the names.wasm")).unwrap();
    let rustc = dir.rustc("main.rs").macros("names", "the names.wasm".as_ref());
    rustc.args(["--emit", "dep-info,metadata"]).compile().silent_success();
    let inputs = r"main.rs the\ names.wasm";
    let expected =
        [format!("libmain.rmeta: {inputs}"), format!("main.d: {inputs}"), "main.rs:".to_owned()];
    assert_eq!(dep_info(&dir), [&expected[..], &[r"the\ names.wasm:".to_owned()]].concat());
}

#[test]
fn module_found_in_a_search_path_is_an_input() {
    let dir = Dir::with_main("extern crate names; fn main() { names::answer!(); }");
    fs::create_dir(dir.path("deps")).unwrap();
    fs::copy(macro_crate("names", Form::Unknown), dir.path("deps/names.wasm")).unwrap();
    let rustc = dir.rustc("main.rs").args(["-L", "deps", "--emit", "dep-info"]);
    rustc.compile().silent_success();
    assert_eq!(dep_info(&dir), ["deps/names.wasm:", "main.d: main.rs deps/names.wasm", "main.rs:"]);
}

#[test]
fn unused_module_is_no_input() {
    let dir = Dir::with_main("fn main() {}");
    let rustc = dir.rustc("main.rs").macros("names", &macro_crate("names", Form::Unknown));
    rustc.args(["--emit", "dep-info"]).compile().silent_success();
    assert_eq!(dep_info(&dir), ["main.d: main.rs", "main.rs:"]);
}

/// Compiles a program that prints an environment variable with both forms of the macro crate. Checks
/// that program and dep-info are the same, and the note about the variable in dep-info.
#[track_caller]
fn check_env(args: &[&str], env: &[(&str, &str)], printed: &str, note: &str) {
    let compile = |form| {
        let dir = Dir::with_main(r#"fn main() { print!("{}", tracked::env!(TRACKED_VARIABLE)) }"#);
        let mut rustc =
            dir.rustc("main.rs").macros("tracked", &macro_crate("tracked", form)).args(args);
        for (name, value) in env {
            rustc = rustc.env(name, value);
            if form != Form::Native {
                rustc = rustc.arg(format!("--wasm-proc-macro-allow-env=tracked={name}"));
            }
        }
        rustc.args(["--emit", "dep-info,link"]).compile().silent_success();
        let notes: Vec<_> =
            dep_info(&dir).into_iter().filter(|line| line.starts_with('#')).collect();
        (dir.run("main").success().stdout, notes)
    };
    let expected = (printed.to_owned(), vec![note.to_owned()]);
    assert_eq!(compile(Form::Native), expected, "natively");
    assert_eq!(compile(Form::Unknown), expected, "from a module");
}

#[test]
fn tracked_variable_that_is_not_set() {
    check_env(&[], &[], "not set", "# env-dep:TRACKED_VARIABLE");
}

#[test]
fn tracked_variable_set_on_the_command_line() {
    let args = ["-Zunstable-options", "--env-set", "TRACKED_VARIABLE=value"];
    check_env(&args, &[], "value", "# env-dep:TRACKED_VARIABLE=value");
}

#[test]
fn tracked_variable_set_in_the_environment() {
    let env = [("TRACKED_VARIABLE", "value")];
    check_env(&[], &env, "value", "# env-dep:TRACKED_VARIABLE=value");
}

#[test]
fn tracked_path() {
    let dir = Dir::with_main(r#"tracked::path!("data/input.txt"); fn main() {}"#);
    fs::copy(macro_crate("tracked", Form::Unknown), dir.path("tracked.wasm")).unwrap();
    let rustc = dir.rustc("main.rs").macros("tracked", "tracked.wasm".as_ref());
    rustc.args(["--emit", "dep-info"]).compile().silent_success();
    let mut inputs = dep_info(&dir);
    inputs.retain(|line| line.ends_with(':'));
    assert_eq!(inputs, ["data/input.txt:", "main.rs:", "tracked.wasm:"]);
}
