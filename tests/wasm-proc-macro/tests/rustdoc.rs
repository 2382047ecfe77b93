//! rustdoc takes the option, and documents the macros of modules that a library re-exports.

use std::fs;
use std::path::Path;

use wasm_proc_macro_tests::{Dir, Form, macro_crate};

/// The documentation of `fixtures/documented_wrapper.rs`: the names of its files, and their texts.
fn document(form: Form) -> Vec<(String, String)> {
    let dir = Dir::new();
    let source = dir.fixture("documented_wrapper.rs");
    let rustdoc = dir.rustdoc(&source).macros("documented", &macro_crate("documented", form));
    rustdoc.args(["--out-dir", "doc", "--crate-name", "wrapper"]).compile().silent_success();
    let mut pages: Vec<_> = files_below(&dir.path("doc/wrapper"));
    pages.sort();
    pages
}

fn files_below(folder: &Path) -> Vec<(String, String)> {
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        (name, fs::read_to_string(entry.path()).unwrap())
    };
    folder.read_dir().unwrap().map(read).collect()
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
    let [native, wasm] = [Form::Native, Form::Unknown].map(document);
    let names = |pages: &[(String, String)]| -> Vec<String> {
        pages.iter().map(|page| page.0.clone()).collect()
    };
    assert_eq!(names(&native), names(&wasm));
    for ((name, native), (_, wasm)) in native.iter().zip(&wasm) {
        assert_eq!(native, wasm, "{name}");
    }
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

#[test]
fn missing_module_is_an_error() {
    let dir = Dir::with_main("extern crate gone;");
    let rustdoc = dir.rustdoc("main.rs").macros("gone", "gone.wasm".as_ref());
    let error = rustdoc.args(["--crate-type", "lib"]).compile().failure();
    assert!(error.stderr.contains("gone.wasm"), "{error}");
}
