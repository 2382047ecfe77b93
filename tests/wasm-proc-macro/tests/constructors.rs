//! Constructors of a macro crate run once in each instance of its module, before the first macro: by
//! themselves a linker would have each export call them, since it takes the module for a command.

use wasm_proc_macro_tests::{Dir, Form, build_macro_crate};

const MAIN: &str = "fn main() {
    print!(\"{} {} {}\", constructors::started!(), constructors::started!(), constructors::started!());
}";

/// Compiles with the macro crate in this form, built with `macro_args`, and compares what the program and
/// the compiler print.
#[track_caller]
fn check(form: Form, macro_args: &[&str], args: &[&str], output: &str, registered: usize) {
    let dir = Dir::with_main(MAIN);
    let file = build_macro_crate(&dir, "constructors", form, macro_args);
    let compiled =
        dir.rustc("main.rs").macros("constructors", &file).args(args).compile().success();
    assert_eq!(compiled.stdout, "registered\n".repeat(registered), "{form:?} {macro_args:?}");
    assert_eq!(dir.run("main").success().stdout, output, "{form:?} {macro_args:?}");
}

#[test]
fn constructors_run_once_natively() {
    check(Form::Native, &[], &[], "20 21 22", 2);
}

#[test]
fn constructors_run_once_in_an_instance_however_it_was_linked() {
    for form in [Form::Unknown, Form::Wasip1] {
        for macro_args in [&[][..], &["-O"], &["-Clinker=rustc_wasm_linker"]] {
            check(form, macro_args, &[], "20 21 22", 2);
        }
    }
}

#[test]
fn constructors_run_for_each_expansion_with_fresh_statics() {
    for form in [Form::Unknown, Form::Wasip1] {
        check(form, &[], &["--wasm-proc-macro-statics=fresh"], "20 20 20", 6);
    }
}

#[test]
fn panic_of_a_constructor_is_an_error() {
    let dir = Dir::with_main(MAIN);
    for form in [Form::Unknown, Form::Wasip1] {
        let file = build_macro_crate(&dir, "constructors", form, &["--cfg", "panics"]);
        let outcome = dir.rustc("main.rs").macros("constructors", &file).compile().failure();
        let words = "`_initialize` failed: nothing to register";
        assert!(outcome.stderr.contains(words), "{form:?}\n{outcome}");
    }
}
