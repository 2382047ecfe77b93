//! rustdoc takes the option, and documents the macros of modules that a library re-exports.

use std::fs;
use std::path::Path;

use wasm_proc_macro_tests::{Dir, Form, Rustc, macro_crate};

/// The documentation of `fixtures/documented_wrapper.rs`: the names of its files, and their texts.
fn document(form: Form) -> Vec<(String, String)> {
    document_wrapper_of("documented", form, &["wrapper"])
}

/// The files that rustdoc writes in some directories, for the library that has the macros of a crate.
fn document_wrapper_of(krate: &str, form: Form, directories: &[&str]) -> Vec<(String, String)> {
    let dir = Dir::new();
    let source = dir.fixture(&format!("{krate}_wrapper.rs"));
    let rustdoc = dir.rustdoc(&source).macros(krate, &macro_crate(krate, form));
    rustdoc.args(["--out-dir", "doc", "--crate-name", "wrapper"]).compile().silent_success();
    let mut files = Vec::new();
    for directory in directories {
        add_files_below(&dir.path("doc").join(directory), "", &mut files);
    }
    files.sort();
    files
}

fn add_files_below(directory: &Path, prefix: &str, files: &mut Vec<(String, String)>) {
    for entry in directory.read_dir().unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            add_files_below(&entry.path(), &format!("{name}/"), files);
        } else {
            files.push((name, fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

#[track_caller]
fn page<'a>(pages: &'a [(String, String)], name: &str) -> &'a str {
    match pages.iter().find(|page| page.0 == name) {
        Some((_, text)) => text,
        None => panic!("there is no page `{name}`"),
    }
}

#[test]
fn pages_are_those_of_native_macros() {
    compare(document);
}

/// Other names to find a macro by, conditions, stability, where the crate's own documentation is, and
/// what is hidden.
#[test]
fn attributes_of_macros_are_those_of_native_macros() {
    let directories = ["wrapper", "search.index"];
    let pages = compare(|form| document_wrapper_of("attributes", form, &directories));
    let aliased = page(&pages, "macro.aliased.html");
    for text in ["Available on <strong>non-Windows", "1.0.0", "https://example.org/macros/src"] {
        assert!(aliased.contains(text), "{text}\n{aliased}");
    }
    let conditional = page(&pages, "attr.conditional.html");
    assert!(conditional.contains("Available on <strong>crate feature"), "{conditional}");
    assert!(pages.iter().any(|(_, text)| text.contains("nickname")));
    assert!(!pages.iter().any(|(_, text)| text.contains("Nobody sees it")));
    let whole = page(&pages, "whole/index.html");
    assert!(whole.contains("Macros with attributes that say something"), "{whole}");
}

/// What a module's macros make of a library's documentation, which is the same natively.
#[track_caller]
fn compare(document: impl Fn(Form) -> Vec<(String, String)>) -> Vec<(String, String)> {
    let [native, wasm] = [Form::Native, Form::Unknown].map(document);
    let names = |pages: &[(String, String)]| -> Vec<String> {
        pages.iter().map(|page| page.0.clone()).collect()
    };
    assert_eq!(names(&native), names(&wasm));
    for ((name, native), (_, wasm)) in native.iter().zip(&wasm) {
        assert_eq!(native, wasm, "{name}");
    }
    wasm
}

#[test]
fn re_exported_macros_are_documented() {
    let pages = document(Form::Unknown);
    let function_like = page(&pages, "macro.function_like.html");
    assert!(function_like.contains("<strong>documented</strong>"), "{function_like}");
    assert!(function_like.contains("of its use"), "{function_like}");
    assert!(page(&pages, "derive.Derived.html").contains("A derive macro, which"));
    assert!(page(&pages, "attr.attribute.html").contains("An attribute macro."));
}

#[test]
fn links_to_macros_lead_there() {
    let pages = document(Form::Unknown);
    let index = page(&pages, "index.html");
    for target in ["macro.function_like.html", "derive.Derived.html", "attr.attribute.html"] {
        assert!(index.contains(&format!("href=\"{target}\"")), "{target}\n{index}");
    }
    let user = page(&pages, "struct.User.html");
    assert!(user.contains("macro.function_like.html"), "{user}");
}

/// The macros of the crate and what every crate knows; nobody can tell downstream what else a macro crate
/// names, be it native or a module.
#[test]
fn links_of_macros_lead_to_macros_and_primitive_types() {
    let pages = document(Form::Unknown);
    let page = page(&pages, "macro.function_like.html");
    for target in ["derive.Derived.html", "attr.attribute.html", "primitive.u32.html"] {
        assert!(page.contains(target), "{target}\n{page}");
    }
}

/// A library whose documentation, and an example in it, has what a macro sees of a variable.
const VARIABLE: &str = r#"
#[doc = world::variable!(WORLD)]
///
/// ```
/// assert_eq!(world::variable!(WORLD), "(Ok(\"the machine\"), true)");
/// ```
pub struct Documented;
"#;

/// A call of rustdoc for that library.
fn with_variable(dir: &Dir) -> Rustc<'_> {
    dir.write("library.rs", VARIABLE);
    let rustdoc = dir.rustdoc("library.rs").macros("world", &macro_crate("world", Form::Unknown));
    rustdoc.args(["--crate-name", "library"]).env("WORLD", "the machine")
}

const GRANT: [&str; 2] = ["--wasm-proc-macro-allow-env", "world=WORLD"];

#[test]
fn options_say_what_macros_may_do() {
    let dir = Dir::new();
    let document = |args: &[&str]| {
        with_variable(&dir).args(["--out-dir", "doc"]).args(args).compile().silent_success();
        dir.read("doc/library/struct.Documented.html")
    };
    assert!(document(&[]).contains("Err(NotPresent)"));
    let page = document(&GRANT);
    assert!(page.contains("the machine"), "{page}");
    let limited = with_variable(&dir).args(["--wasm-proc-macro-limit", "fuel=1"]).compile();
    let limited = limited.failure();
    assert!(limited.stderr.contains("the limit `fuel`"), "{limited}");
    let wrong = with_variable(&dir).args(["--wasm-proc-macro-allow-env", "world"]).compile();
    let wrong = wrong.failure();
    assert!(wrong.stderr.contains("expected `--wasm-proc-macro-allow-env NAME="), "{wrong}");
}

#[test]
fn doctests_use_modules_under_the_same_options() {
    let dir = Dir::new();
    let test = |args: &[&str]| with_variable(&dir).arg("--test").args(args).compile();
    let passed = test(&GRANT).success();
    assert!(passed.stdout.contains("1 passed"), "{passed}");
    let failed = test(&[]);
    assert!(failed.stdout.contains("1 failed"), "{failed}");
}

#[test]
fn missing_module_is_an_error() {
    let dir = Dir::with_main("extern crate gone;");
    let rustdoc = dir.rustdoc("main.rs").macros("gone", "gone.wasm".as_ref());
    let error = rustdoc.args(["--crate-type", "lib"]).compile().failure();
    assert!(error.stderr.contains("gone.wasm"), "{error}");
}
