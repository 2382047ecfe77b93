//! What a module says of its macros reaches the compiler, and nothing else does, such as its path.

use std::fs;

use wasm_proc_macro_tests::{Dir, Form, compile_both, hygiene, macro_crate};

#[track_caller]
fn check_deprecated(source: &str, note: &str) {
    let dir = Dir::with_main(&format!("use metadata::*;\n{source}\nfn main() {{}}\n"));
    let warned = compile_both(&dir, "main.rs", "metadata", &[]).success();
    assert!(warned.stderr.contains("warning: use of deprecated"), "{warned}");
    assert!(warned.stderr.contains(note), "{warned}");
}

#[test]
fn deprecated_without_a_note() {
    check_deprecated("bare!();", "use of deprecated macro `bare`\n");
}

#[test]
fn deprecated_with_a_note() {
    check_deprecated(
        "short!();",
        r"use of deprecated macro `short`: short: use
         `documented`, \o/",
    );
}

#[test]
fn deprecated_with_since_and_note() {
    check_deprecated("with_all!();", "use of deprecated macro `with_all`: use `documented`");
}

#[test]
fn deprecated_since() {
    check_deprecated("since_only!();", "use of deprecated macro `since_only`\n");
}

#[test]
fn deprecated_derive() {
    check_deprecated(
        "#[derive(Old)] #[old] pub struct S;",
        "use of deprecated macro `Old`: the derive",
    );
}

#[test]
fn deprecated_attribute() {
    check_deprecated(
        "#[old_attribute] pub fn f() {}",
        "use of deprecated macro `old_attribute`: the attribute",
    );
}

#[test]
fn deprecated_by_cfg_attr() {
    check_deprecated("conditional!();", "use of deprecated macro `conditional`: by `cfg_attr`");
}

#[test]
fn not_deprecated() {
    let dir = Dir::with_main("metadata::documented!(); fn main() {}");
    compile_both(&dir, "main.rs", "metadata", &[]).silent_success();
}

/// A stable compiler does not compile macro crates with unstable attributes, so that no native macro has any
/// there; a module may come from elsewhere.
#[test]
fn unstable_attributes_count_where_their_features_may_be_used() {
    let dir = Dir::with_main(
        "#![forbid(unsafe_code)]\ninternal::internal!(); fn main() { assert!(never().is_none()) }",
    );
    compile_both(&dir, "main.rs", "internal", &[]).silent_success();
    for form in [Form::Unknown, Form::Wasip1] {
        let rustc = dir.rustc("main.rs").macros("internal", &macro_crate("internal", form));
        let stable = rustc.env("RUSTC_BOOTSTRAP", "-1").compile().failure();
        assert!(stable.stderr.contains("the `!` type is experimental"), "{form:?}\n{stable}");
    }
}

/// The module of `fixtures/metadata.rs`, as text.
fn module() -> String {
    let bytes = fs::read(macro_crate("metadata", Form::Unknown)).unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Only rustdoc shows the documentation of another crate, so this looks for it in the module.
#[test]
fn documentation() {
    let module = module();
    let (_, list) = module.split_once(".rustc_proc_macro_decls").unwrap();
    let is_wanted = |line: &&str| {
        let word = line.split(':').next().unwrap_or_default();
        ["doc", "deprecated", "meta", "bang", "attr", "derive"].contains(&word)
    };
    let lines: Vec<_> = list.lines().filter(is_wanted).collect();
    insta::assert_snapshot!("documentation", lines.join("\n"));
}

/// The macro list is for the compiler, and has no place in the memory of the macros.
#[test]
fn macro_list_is_in_the_module_once() {
    assert_eq!(module().matches("by `cfg_attr`").count(), 2, "documentation and a deprecation");
}

/// A library built with a module in one place is the library built with the same bytes in another.
#[test]
fn crate_hash_does_not_depend_on_the_path() {
    let dir = Dir::new();
    let source = dir.fixture("wrapper.rs");
    let module = fs::read(macro_crate("inner_macros", Form::Unknown)).unwrap();
    let [first, second] = ["inner_macros.wasm", "other_name.bin"].map(|file| {
        dir.write(file, &module);
        let rustc =
            dir.rustc(&source).with_path("--wasm-proc-macro", "inner_macros", file.as_ref());
        rustc.args(["--emit", "metadata"]).compile().silent_success();
        fs::read(dir.path("libwrapper.rmeta")).unwrap()
    });
    assert!(first == second, "the libraries differ");
}

#[track_caller]
fn check_expanded(program: &str, name: &str) {
    let dir = Dir::new();
    let source = dir.fixture(program);
    for mode in ["expanded", "expanded,identified"] {
        let mode = format!("-Zunpretty={mode}");
        let expanded = compile_both(&dir, &source, name, &[&mode]).silent_success();
        assert!(expanded.stdout.contains("fn main"), "{expanded}");
    }
    let [native, wasm] = [Form::Native, Form::Unknown].map(|form| {
        let rustc = dir.rustc(&source).macros(name, &macro_crate(name, form));
        let mut expanded = rustc.arg("-Zunpretty=expanded,hygiene").compile().silent_success();
        expanded.stdout = hygiene::renumber_symbols(&expanded.stdout);
        expanded
    });
    assert!(native.stdout.contains("fn main /* "), "{native}");
    wasm.same_as(&native);
}

#[test]
fn expansion_of_kinds_program() {
    check_expanded("kinds_program.rs", "kinds");
}

#[test]
fn expansion_of_api_program() {
    check_expanded("api_program.rs", "api");
}
