//! The comparison finds differences of each kind, and what a fixture expects has to be there. Fixtures
//! that fail are in `self-test`.

use std::fs;
use std::path::{Path, PathBuf};

use wasm_proc_macro_tests::Dir;

fn differs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("self-test/differs")
}

/// Checks the fixture `self-test/differs` with other directives; returns the error.
fn check_with(directives: &str) -> String {
    let dir = Dir::new();
    fs::copy(differs().join("macros.rs"), dir.path("macros.rs")).unwrap();
    let main = fs::read_to_string(differs().join("main.rs")).unwrap();
    dir.write("main.rs", main.replace("//@ expect: library", directives));
    differential_tests::check(&dir.path("")).unwrap_err()
}

#[test]
fn differences_of_each_kind_are_found() {
    let error = differential_tests::check(&differs()).unwrap_err();
    for form in ["Unknown", "Wasip1"] {
        for (what, native, wasm) in [
            ("stderr of compiling", "a library warns", "a module warns"),
            ("dep-info", "# env-dep:library", "# env-dep:module"),
            ("stdout of expanding", "fn library /* ", "fn module /* "),
            ("exit code of running", "Some(0)", "Some(1)"),
            ("stdout of running", "stdout library", "stdout module"),
            ("stderr of running", "stderr library", "stderr module"),
        ] {
            let headline = format!("{what} differs: Native (-) and {form} (+)\n");
            let (_, diff) = error.split_once(&headline).unwrap_or_else(|| panic!("{error}"));
            let diff = diff.split(" differs: ").next().unwrap();
            let has = |sign, text| diff.lines().any(|l| l.starts_with(sign) && l.contains(text));
            assert!(has('-', native) && has('+', wasm), "{what}\n{error}");
        }
    }
}

/// One is missing, so nothing that comes after it is compared.
#[test]
fn text_that_is_expected_is_missing() {
    let error = check_with("//@ expect: in no output");
    assert!(error.starts_with("nothing says `in no output`\n"), "{error}");
}

#[test]
fn program_that_should_fail_compiles() {
    let error = check_with("//@ fails\n//@ expect: library");
    assert!(error.starts_with("the program compiles\n"), "{error}");
}

#[test]
fn program_ends_with_another_code() {
    let error = check_with("//@ exit: 101\n//@ expect: library");
    assert!(error.starts_with("the program did not end as expected\n"), "{error}");
}

#[test]
fn program_does_not_compile() {
    let error = check_with("//@ args: --cfg broken\n//@ expect: library");
    assert!(error.starts_with("the program does not compile\n"), "{error}");
}

#[test]
fn macro_crate_does_not_compile() {
    let error =
        check_with("//@ macro-args: --cap-lints=none -Funstable-features\n//@ expect: library");
    assert!(error.starts_with("the macro crate does not compile\n"), "{error}");
}

#[test]
fn file_without_a_comment_on_top() {
    let dir = Dir::with_main("//@ expect: library\nfn main() {}");
    dir.write("macros.rs", "extern crate proc_macro;");
    let error = differential_tests::check(&dir.path("")).unwrap_err();
    assert!(
        error.ends_with("macros.rs: the first line is not a comment that says what it is"),
        "{error}"
    );
}
