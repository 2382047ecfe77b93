//! What a macro prints goes where the compiler prints, when it prints it.

use wasm_proc_macro_tests::{Dir, Form, Outcome, macro_crate};

/// Compiles `source` with the macros of `world` in all three forms; returns what the native ones do.
#[track_caller]
fn check(source: &str, args: &[&str]) -> Outcome {
    let dir = Dir::with_main(source);
    let compile = |form| {
        dir.rustc("main.rs").macros("world", &macro_crate("world", form)).args(args).compile()
    };
    let native = compile(Form::Native);
    for form in [Form::Unknown, Form::Wasip1] {
        compile(form).same_as(&native);
    }
    native
}

#[test]
fn both_outputs() {
    let native = check("world::talk!(one two); fn main() {}", &[]).success();
    assert_eq!(native.stdout, "to stdout: one two\n");
    assert_eq!(native.stderr, "to stderr: one two\nwritten at once: one two; ");
}

/// What is not the end of a line waits for it, in the macro crate's own buffer.
#[test]
fn line_that_another_expansion_ends() {
    let native = check("world::talk!(1); world::talk!(2); fn main() {}", &[]).success();
    assert_eq!(native.stdout, "to stdout: 1\nnot the end of a line: 1; to stdout: 2\n");
}

/// Diagnostics of the compiler come between the lines that the macro prints before and after.
#[test]
fn output_is_not_delayed() {
    let native = check("world::talk_around!(); fn main() {}", &[]).failure();
    let [before, error, after] = ["before\n", "must be ASCII", "after\n"]
        .map(|text| native.stderr.find(text).unwrap_or_else(|| panic!("no `{text}`\n{native}")));
    assert!(before < error && error < after, "{native}");
    assert_eq!(native.stdout, "on stdout\n");
}

#[test]
fn output_beside_json() {
    let native = check("world::talk!(text); fn main() { 1u8 }", &["--error-format=json"]);
    assert!(native.stderr.starts_with("to stderr: text\n"), "{}", native.failure());
}

/// The compiler's own output is not mixed into.
#[test]
fn output_beside_expanded_source() {
    let native = check("world::talk!(text); fn main() {}", &["-Zunpretty=expanded"]).success();
    assert!(native.stdout.starts_with("to stdout: text\n"), "{native}");
}
