//! Modules for watt, of both versions: rustc.wasm expands their macros as the native compiler does.

use std::fs;
use std::path::PathBuf;

use rustc_wasm_tests::{TARGET, check_same};
use wasm_proc_macro_tests::watt_guest::{LIST, build};
use wasm_proc_macro_tests::{Dir, published};

/// A directory with the fixture as `guest.wasm`, which the native compiler makes.
fn with_guest(args: &[&str]) -> Dir {
    let dir = Dir::new();
    build(&dir, args);
    dir
}

/// Expands and checks a program that uses macros of all kinds.
fn check_kinds(dir: &Dir, option: &str) {
    let program = dir.fixture("kinds_program.rs");
    dir.write("main.rs", dir.read(&program));
    let expanded = check_same(dir, &["--wasm-proc-macro", option, "-Zunpretty=expanded"]);
    assert!(!expanded.silent_success().stdout.is_empty());
    check_same(dir, &["--wasm-proc-macro", option]).silent_success();
}

#[test]
fn macros_that_the_module_lists() {
    for version in [&["--cfg", "old", "--cfg", "listed"][..], &["--cfg", "listed"]] {
        check_kinds(&with_guest(version), "kinds=guest.wasm");
    }
}

#[test]
fn macros_that_the_option_lists() {
    for version in [&["--cfg", "old"][..], &[]] {
        check_kinds(&with_guest(version), &format!("kinds=guest.wasm{LIST}"));
    }
}

#[test]
fn panics_and_errors_are_at_the_tokens_of_the_program() {
    let dir = with_guest(&[]);
    dir.write(
        "main.rs",
        "guest::refuse!(1);\nconst _: () = guest::same!(1 + missing);\nconst _: () = guest::parsed!(\"(\");\n\
         fn main() {}\n",
    );
    let option = format!("guest=guest.wasm{LIST}");
    let stderr = check_same(&dir, &["--wasm-proc-macro", &option]).failure().stderr;
    for text in ["message: refused: 1", "cannot find value `missing`", "`(` cannot be parsed"] {
        assert!(stderr.contains(text), "no {text}\n{stderr}");
    }
}

#[test]
fn a_module_without_a_list_is_an_error_that_says_how_to_give_one() {
    let dir = with_guest(&[]);
    dir.write("main.rs", "fn main() { guest::sum!(1); }");
    let stderr = check_same(&dir, &["--wasm-proc-macro", "guest=guest.wasm"]).failure().stderr;
    assert!(stderr.contains("derive_describe"), "{stderr}");
}

/// serde itself is compiled by Cargo, which fetches the module too; its macros are not.
#[test]
fn module_that_was_published() {
    let dir = Dir::new();
    fs::copy(published::module(), dir.path("serde_derive.wasm")).unwrap();
    fs::copy(serde(), dir.path("libserde.rlib")).unwrap();
    dir.write(
        "main.rs",
        "#[derive(serde_derive::Serialize, serde_derive::Deserialize)]\n\
         pub struct Point { pub x: i32, #[serde(default)] pub y: Vec<String> }\n\
         #[derive(serde_derive::Serialize)] pub enum Shape<T> { Empty, Line(T, T), At { x: u8 } }\n\
         fn main() {}\n",
    );
    let option = format!("serde_derive=serde_derive.wasm;{}", published::LIST);
    let args = ["--wasm-proc-macro", &option, "--extern", "serde=libserde.rlib"];
    let expanded = check_same(&dir, &[&args[..], &["-Zunpretty=expanded"]].concat());
    let expanded = expanded.silent_success();
    assert!(expanded.stdout.contains("_serde::Deserialize<'de> for Point"), "{expanded}");
    check_same(&dir, &[&args[..], &["-Adead_code"]].concat()).silent_success();
}

/// serde, compiled for `TARGET` by the native compiler.
fn serde() -> PathBuf {
    let target_dir = std::env::current_exe().unwrap().with_extension("published");
    // What the last run left may be another compiler's, which Cargo would not see.
    let _ = fs::remove_dir_all(&target_dir);
    let dir = target_dir.to_str().unwrap();
    published::cargo(&["build", "--locked", "-p=serde", "--target", TARGET, "--target-dir", dir]);
    published::library(&target_dir.join(TARGET).join("debug/deps"), "serde", ".rlib")
}
